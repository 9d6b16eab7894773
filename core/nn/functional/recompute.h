// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <functional>

namespace destudio::nn {

/// While one lives on this thread, what goes through recomputed() keeps only its inputs for backward(), which computes
/// it again (Chen et al., "Training Deep Nets with Sublinear Memory Cost"): a third more arithmetic, and of all blocks
/// one at a time in memory. backward() may run when it is gone.
class RecomputeInBackward {
public:
    explicit RecomputeInBackward(bool on = true);
    ~RecomputeInBackward();
    RecomputeInBackward(const RecomputeInBackward&) = delete;
    RecomputeInBackward& operator=(const RecomputeInBackward&) = delete;
    static bool active();

private:
    bool m_before;
};

/// work(a, b), now and, where a RecomputeInBackward lives and gradients are wanted, once more in backward().
/// @param work draws no random numbers, and what it holds outlives backward()
torch::Tensor recomputed(std::function<torch::Tensor(const torch::Tensor& a, const torch::Tensor& b)> work,
                         const torch::Tensor& a, const torch::Tensor& b);

}  // namespace destudio::nn

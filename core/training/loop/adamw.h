// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <vector>

#include "core/training/loop/optimiser.h"

namespace destudio::training {

struct AdamWOptions {
    double beta1 = 0.9;
    double beta2 = 0.999;
    double eps = 1e-8;
    double weight_decay = 1e-4;
};

/// AdamW (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", algorithm 2), as torch.optim.AdamW computes
/// it.
class AdamW : public Optimiser {
public:
    AdamW(std::vector<NamedParameter> parameters, const AdamWOptions& options);

    void step(double learning_rate) override;
    /// First and second moments as "exp_avg.NAME" and "exp_avg_sq.NAME".
    std::vector<NamedParameter> state() const override;

private:
    AdamWOptions m_options;
    std::vector<torch::Tensor> m_exp_avg;
    std::vector<torch::Tensor> m_exp_avg_sq;
};

}  // namespace destudio::training

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <vector>

#include "core/training/loop/optimiser.h"

namespace destudio::training {

struct SgdOptions {
    double momentum = 0.9;
    double weight_decay = 1e-4;
};

/// Stochastic gradient descent with momentum, as torch.optim.SGD computes it without dampening: weight decay belongs to
/// the gradient.
class Sgd : public Optimiser {
public:
    Sgd(std::vector<NamedParameter> parameters, const SgdOptions& options);

    void step(double learning_rate) override;
    /// Momentum as "momentum.NAME".
    std::vector<NamedParameter> state() const override;

private:
    SgdOptions m_options;
    std::vector<torch::Tensor> m_momentum;
};

}  // namespace destudio::training

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <string>
#include <utility>
#include <vector>

namespace destudio::training {

struct AdamWOptions {
    double beta1 = 0.9;
    double beta2 = 0.999;
    double eps = 1e-8;
    double weight_decay = 1e-4;
};

/// A parameter with the name it has in the state dict.
using NamedParameter = std::pair<std::string, torch::Tensor>;

/// AdamW (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", algorithm 2), as torch.optim.AdamW computes
/// it. Our own because the moments must be written to safetensors checkpoints under the parameters' names, and
/// libtorch's optimiser only serialises to pickle archives.
class AdamW {
public:
    /// Keeps handles to the parameters (float32 leaves). Parameters that share storage must be given once.
    AdamW(std::vector<NamedParameter> parameters, const AdamWOptions& options);

    /// One update from the parameters' grad(); a parameter without a gradient is left alone.
    void step(double learning_rate);
    void zero_grad();

    /// Scales all gradients by min(1, max_norm / (norm + 1e-6)). @returns the norm before clipping
    double clip_grad_norm(double max_norm);

    const std::vector<NamedParameter>& parameters() const { return m_parameters; }
    std::int64_t steps_done() const { return m_steps; }

    /// First and second moments as "exp_avg.NAME" and "exp_avg_sq.NAME", for a checkpoint.
    std::vector<NamedParameter> state() const;
    /// The reverse of state(); `find` returns the tensor of a name. @throws whatever find throws
    template <class Find>
    void restore(std::int64_t steps_done, const Find& find) {
        torch::NoGradGuard no_grad;
        for (std::size_t i = 0; i < m_parameters.size(); ++i) {
            m_exp_avg[i].copy_(find("exp_avg." + m_parameters[i].first));
            m_exp_avg_sq[i].copy_(find("exp_avg_sq." + m_parameters[i].first));
        }
        m_steps = steps_done;
    }

private:
    std::vector<NamedParameter> m_parameters;
    AdamWOptions m_options;
    std::vector<torch::Tensor> m_exp_avg;
    std::vector<torch::Tensor> m_exp_avg_sq;
    std::int64_t m_steps = 0;
};

}  // namespace destudio::training

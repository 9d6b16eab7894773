// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace destudio::training {

/// A parameter with the name it has in the state dict.
using NamedParameter = std::pair<std::string, torch::Tensor>;

/// Changes parameters after their gradients. Our own because the state must be written to safetensors checkpoints under
/// the parameters' names, and libtorch's optimisers only serialise to pickle archives.
class Optimiser {
public:
    /// Keeps handles to the parameters (float32 leaves). Parameters that share storage must be given once.
    explicit Optimiser(std::vector<NamedParameter> parameters) : m_parameters(std::move(parameters)) {}
    virtual ~Optimiser() = default;
    Optimiser(const Optimiser&) = delete;
    Optimiser& operator=(const Optimiser&) = delete;

    /// One update from the parameters' grad(); a parameter without a gradient is left alone.
    virtual void step(double learning_rate) = 0;
    void zero_grad();

    /// Scales all gradients by min(1, max_norm / (norm + 1e-6)). @returns the norm before clipping
    double clip_grad_norm(double max_norm);

    const std::vector<NamedParameter>& parameters() const { return m_parameters; }
    std::int64_t steps_done() const { return m_steps; }

    /// What it remembers between steps, by names that tell the parameter, for a checkpoint.
    virtual std::vector<NamedParameter> state() const = 0;
    /// The reverse of state(); `find` returns the tensor of a name. @throws whatever find throws
    void restore(std::int64_t steps_done, const std::function<torch::Tensor(const std::string&)>& find);

protected:
    std::vector<NamedParameter> m_parameters;
    std::int64_t m_steps = 0;
};

}  // namespace destudio::training

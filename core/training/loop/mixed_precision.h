// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <string>
#include <vector>

#include "core/training/loop/optimiser.h"

namespace destudio::training {

/// A module that computes in bfloat16 (or float32) while its weights live in float32: before a step the master weights
/// are rounded into the module, after backward() its gradients are widened into the masters. With float32 the masters
/// are the module's own parameters and nothing is copied.
class MixedPrecision {
public:
    /// Parameters that are computed with in `compute_dtype`; what else the module holds keeps its type.
    MixedPrecision(std::vector<NamedParameter> parameters, torch::ScalarType compute_dtype);
    /// All parameters of a module. @param prefix put before every parameter's name, so that several modules share an
    /// optimiser and a checkpoint
    MixedPrecision(torch::nn::Module& module, torch::ScalarType compute_dtype, const std::string& prefix);

    const std::vector<NamedParameter>& masters() const { return m_masters; }
    /// Masters to module.
    void round_weights();
    /// Module's gradients are added to the masters' grad(); the module's are dropped.
    void collect_gradients();

private:
    std::vector<NamedParameter> m_masters;
    std::vector<torch::Tensor> m_compute;  ///< empty when the masters are the module's parameters
};

}  // namespace destudio::training

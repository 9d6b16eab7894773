// SPDX-License-Identifier: Apache-2.0
#include "core/nn/io/fitting_weights.h"

#include "core/nn/io/canonical_name.h"
#include "core/nn/io/weights.h"

namespace destudio::nn {

FittingWeights load_fitting_weights(torch::nn::Module& module, const WeightSource& source) {
    const torch::NoGradGuard no_grad;
    auto wanted = state_dict(module);
    FittingWeights fitting{0, wanted.size()};
    for (const auto& name : source.names()) {
        const auto at = wanted.find(canonical_name(name));
        if (at != wanted.end() && at->second.sizes() == torch::IntArrayRef(source.describe(name).shape)) {
            at->second.copy_(source.tensor(name));
            ++fitting.kept;
        }
    }
    return fitting;
}

}  // namespace destudio::nn

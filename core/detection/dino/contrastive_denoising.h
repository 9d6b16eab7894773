// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <optional>

#include "core/detection/common/denoising_queries.h"

namespace destudio::detection {

struct DenoisingOptions {
    std::int64_t dn_number = 100;
    double label_noise_ratio = 0.5;
    double box_noise_scale = 1.0;
    std::int64_t num_queries = 0;
    std::int64_t num_classes = 0;
};

/// The random numbers of one batch; n = number of targets in the batch. Undefined where their noise is off.
struct DenoisingDraws {
    torch::Tensor label_p;    ///< [2*groups*n] uniform
    torch::Tensor new_label;  ///< one class for each entry with label_p < label_noise_ratio / 2
    torch::Tensor sign01;     ///< [2*groups*n,4] 0 or 1
    torch::Tensor part;       ///< [2*groups*n,4] uniform
};

/// groups = max(1, floor(dn_number / largest target count)); none without any target.
DenoisingLayout denoising_layout(const Targets& targets, std::int64_t dn_number);

/// Draws on the CPU, in the order of the members.
DenoisingDraws draw_denoising(const Targets& targets, const DenoisingOptions& options,
                              const torch::Generator& generator);

/// All targets of the batch, repeated and noised: repetition 2g is the positive half of group g, 2g+1 the negative.
struct NoisedTargets {
    torch::Tensor labels;  ///< [2*groups*n]
    torch::Tensor boxes;   ///< [2*groups*n,4] (cx,cy,w,h)
};
NoisedTargets noise_targets(const Targets& targets, const DenoisingOptions& options, const DenoisingDraws& draws);

/// Contrastive denoising queries (DINO, section 3.3).
/// @param label_embedding [K,C]; gradients flow into it
/// @return nothing when the batch has no target
std::optional<DenoisingQueries> make_denoising_queries(const Targets& targets, const DenoisingOptions& options,
                                                       const DenoisingDraws& draws,
                                                       const torch::Tensor& label_embedding);

}  // namespace destudio::detection

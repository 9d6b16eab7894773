// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <vector>

namespace destudio::detection {

/// A pixel of a mask that nothing is known of.
inline constexpr int kMaskUnknown = 2;

/// Ground truth of one image.
struct Target {
    torch::Tensor labels;  ///< [n] int64
    torch::Tensor boxes;   ///< [n,4] (cx,cy,w,h) divided by the image's own, unpadded size
    /// [m,4] alike: regions where nothing is taught, neither object nor background. Undefined: none.
    torch::Tensor ignored{};
    /// [n,H,W] uint8, on any device: the pixels of each object, 0 or 1; kMaskUnknown throughout where they are not
    /// known. Undefined: of none of them.
    torch::Tensor masks{};
};

using Targets = std::vector<Target>;

/// How the denoising queries of a batch are laid out.
struct DenoisingLayout {
    std::int64_t groups = 0;          ///< 0: no denoising
    std::int64_t single_padding = 0;  ///< queries of one group: a positive and a negative half
    std::int64_t pad_size() const { return groups * single_padding; }
};

/// Denoising queries, placed before the matching queries.
struct DenoisingQueries {
    DenoisingLayout layout;
    torch::Tensor content;      ///< [B,P,C]
    torch::Tensor boxes_unact;  ///< [B,P,4] in logit space
    torch::Tensor blocked;      ///< [P+Q,P+Q] bool, true = row may not see column
};

}  // namespace destudio::detection

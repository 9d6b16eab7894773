// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <cstdint>
#include <string>
#include <vector>

#include "core/training/sources/captioned_source.h"

namespace destudio::training {

/// Captioned pictures as network input.
struct PictureBatch {
    torch::Tensor images;  ///< [B,3,H,W] float32 in [-1,1]
    std::vector<std::string> captions;
};

/// Pictures first_index .. first_index + count - 1 of a source, made on several threads; where the source ends, it
/// begins anew.
PictureBatch picture_batch(const CaptionedSource& source, std::uint64_t first_index, int count);

}  // namespace destudio::training

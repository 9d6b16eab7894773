// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/detection/common/denoising_queries.h"
#include "core/nn/torch.h"
#include "core/training/sources/adapter_image_source.h"

namespace destudio::training {

/// Pictures and targets as network input.
struct DetectorBatch {
    torch::Tensor images;        ///< [B,3,S,S] float32 in [-1,1]
    detection::Targets targets;  ///< boxes divided by S
    std::vector<std::string> captions;
};

/// Which pictures a step sees: consecutive ones of an endless series; else each epoch a fresh order of all of them.
std::vector<std::uint64_t> step_indices(const TrainingImageSource& source, std::int64_t step, int batch,
                                        std::uint64_t seed);

/// Fetches pictures (on several threads) and mirrors those whose flag is set.
/// @param mirrored one flag per picture, or empty for none
DetectorBatch make_batch(const TrainingImageSource& source, const std::vector<std::uint64_t>& indices, int size,
                         const std::vector<bool>& mirrored = {});

/// [S,S,3] bytes to [3,S,S] float32 in [-1,1], and boxes to targets.
torch::Tensor image_tensor(const TrainingImage& image);
detection::Target image_target(const TrainingImage& image);

/// Left and right swapped.
void mirror(TrainingImage& image);

}  // namespace destudio::training

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

/// A picture of a training and the seed of what is drawn for it: flip, noise and noise level.
struct DrawnPicture {
    std::uint64_t index = 0;
    std::uint64_t seed = 0;
};
/// The pictures of places `first` to `first + count - 1` of a training: consecutive ones of an endless series; else
/// each epoch a fresh order of all of them. Who computes with which part of a batch changes nothing.
/// @param draws above 0: a picture comes in at most so many crops and with as many seeds, in turn; 0: always a new one
/// @throws ConfigError with draws for a source that never shows a picture again
std::vector<DrawnPicture> drawn_pictures(const TrainingImageSource& source, std::uint64_t first, int count,
                                         std::uint64_t seed, int draws = 0);

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

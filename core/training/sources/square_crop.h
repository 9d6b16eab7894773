// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/random.h"
#include "core/training/sources/adapter_image_source.h"

namespace destudio::training {

/// Shortest side of a random square, as a share of the picture's.
inline constexpr double kSmallestCrop = 0.6;

/// A square of a picture in another size, bilinear. Boxes move with it; those of which less than a quarter is left go.
TrainingImage crop_square(const TrainingImage& picture, double left, double top, double side, int size);
/// A random one, as pictures on disk are cut for training.
TrainingImage random_crop(const TrainingImage& picture, int size, Random& random);

}  // namespace destudio::training

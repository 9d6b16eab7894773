// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/nn/io/safetensors.h"
#include "core/training/loop/exponential_moving_average.h"
#include "core/training/loop/optimiser.h"

namespace destudio::training {

/// What a trainer needs to go on after `kill -9`: weights, their average, the optimiser's moments and the step, in one
/// safetensors file that is replaced atomically. Random numbers need no state because every step draws its own from
/// (seed, step).
void save_checkpoint(const std::filesystem::path& path, const Optimiser& optimiser,
                     const ExponentialMovingAverage* average, std::int64_t step);

/// Restores into objects of the same shape. @returns the step to go on with, or nothing when there is no file
/// @throws FormatError when the file does not fit the model (a recipe was changed)
std::optional<std::int64_t> load_checkpoint(const std::filesystem::path& path, Optimiser& optimiser,
                                            const ExponentialMovingAverage* average);

}  // namespace destudio::training

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

#include "core/study/gain_study.h"
#include "core/training/sources/adapter_image_source.h"

namespace destudio::study {

/// options.variants pictures of each of the first `count` real ones, drawn at the bundle's native size and made
/// `image_size` pixels on each side, with the adapter's detections above the threshold as labels. They are made once
/// and kept in options.out/variants as PNG and JSON pairs; a run that was cut off makes only what is missing.
/// @return in the order of the real pictures @throws IoError, FormatError, ConfigError, CancelledError
std::vector<training::TrainingImage> make_gain_variants(const GainOptions& options, int image_size,
                                                        const training::TrainingImageSource& real, std::uint64_t count,
                                                        const std::stop_token& stop, const ProgressSink& progress);

}  // namespace destudio::study

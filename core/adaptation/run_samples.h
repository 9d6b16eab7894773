// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/detection.h"

namespace destudio::training {
struct TrainingSamples;
}

namespace destudio::adaptation {

/// A held-out picture of a run with its truth and what the adapter finds in it.
struct RunSample {
    std::filesystem::path picture;  ///< PNG file
    std::vector<Box> boxes;         ///< pixels of the picture
    std::vector<int> labels;
    std::vector<Detection> detections;  ///< descending score
};

struct RunSamples {
    std::int64_t step = -1;  ///< steps done; -1: there are none yet
    std::vector<std::string> classes;
    std::vector<RunSample> samples;
};

/// Keeps them in the run's folder samples/. The pictures are the same every time and are written once.
/// @throws IoError
void write_samples(const std::filesystem::path& run, const training::TrainingSamples& samples);
/// What was kept last; none when there is nothing. @throws IoError, FormatError
RunSamples read_samples(const std::filesystem::path& run);

}  // namespace destudio::adaptation

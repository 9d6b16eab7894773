// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace destudio::domain {

/// A sheet that a base training wrote: held-out pictures and what the model makes of them.
struct SampleFile {
    std::string stage;  ///< "autoencoder", "diffusion"
    std::int64_t step = 0;
    std::filesystem::path file;

    bool operator==(const SampleFile&) const = default;
};

/// The sheets below a training's folder in the order in which they came. Never throws; none where there are none.
std::vector<SampleFile> list_samples(const std::filesystem::path& training);

}  // namespace destudio::domain

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace destudio::nn {

/// The file that holds a part's weights in a folder of the diffusers layout.
struct WeightFile {
    std::filesystem::path path;  ///< .safetensors, an index of shards, or a PyTorch .bin
    std::string variant;         ///< "fp16", "non_ema", ...; empty for the plain file
};

/// FOLDER/STEM.safetensors or its index of shards; where neither is there a variant of these (STEM.fp16.safetensors,
/// STEM.safetensors.index.fp16.json), full precision before half; else STEM.bin (or pytorch_STEM.bin) or a variant.
/// @throws IoError when there is none, naming what is there instead
WeightFile choose_weights(const std::filesystem::path& folder, const std::string& stem);
std::filesystem::path find_weights(const std::filesystem::path& folder, const std::string& stem);

}  // namespace destudio::nn

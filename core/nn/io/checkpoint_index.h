// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace destudio::nn {

/// Where a tensor lies inside a PyTorch checkpoint. Everything in it was checked: the tensor stays within its storage,
/// and the storage within the file.
struct CheckpointSlot {
    std::string type;  ///< in the words of safetensors: "F32" and so on
    std::vector<std::int64_t> shape;
    std::vector<std::int64_t> strides;  ///< in elements
    std::uint64_t storage = 0;          ///< bytes from the start of the file to the storage's first element
    std::int64_t count = 0;             ///< elements of the storage
    std::int64_t offset = 0;            ///< elements from there to the tensor's first one

    bool is_contiguous() const;
};

/// What a PyTorch checkpoint (torch.save since version 1.6: a zip file with a pickle) holds, read without running any
/// code in it and without reading the numbers. Weights are looked for under "model", then "state_dict", as often as
/// there is one, else at the top. Without torch, so that it can be fuzzed.
struct CheckpointIndex {
    std::map<std::string, CheckpointSlot> tensors;
    std::map<std::string, std::int64_t> numbers;  ///< whole numbers beside the weights: "global_step", "epoch"
};

/// @throws IoError; FormatError naming what is wrong: an older format, a script, code in the pickle, a damaged file
CheckpointIndex read_checkpoint_index(const std::filesystem::path& path);

}  // namespace destudio::nn

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace destudio::models {

/// What a tensor is, without its numbers.
struct TensorInfo {
    std::string type;  ///< in the words of safetensors: "F32", "F16", "F8_E4M3", ...
    std::vector<std::int64_t> shape;
    std::uint64_t bytes = 0;
};

enum class Container {
    kSafetensors,
    kShards,      ///< an index of safetensors files
    kCheckpoint,  ///< PyTorch's zip file
    kGguf,
    kOldPickle,   ///< a pickle without a zip file around it
    kLfsPointer,  ///< a text that stands for the file
    kWebPage,
    kEmpty,
    kOther,
};

/// The tensors of a file by name.
struct TensorList {
    Container container = Container::kOther;
    std::map<std::string, TensorInfo> tensors;
    std::map<std::string, std::string> metadata;  ///< of a safetensors file; general.* of a GGUF file
    std::map<std::string, std::int64_t> numbers;  ///< of a checkpoint: "global_step"

    bool has(const std::string& name) const { return tensors.contains(name); }
    bool has_prefix(const std::string& prefix) const;
    /// Sizes of a tensor; empty when there is no such tensor.
    std::vector<std::int64_t> shape(const std::string& name) const;
    /// One size of a tensor, 0 when there is no such tensor or dimension.
    std::int64_t size(const std::string& name, std::size_t dimension) const;
};

/// By its first bytes. @throws IoError when it cannot be read
Container container_of(const std::filesystem::path& file);

/// Reads what a file holds without its numbers and without running any code in it. Types that this program does not
/// compute with are listed as well.
/// @throws IoError; FormatError in one sentence that says what the file is when it is no such container, or what is
///         wrong with it
TensorList read_tensor_list(const std::filesystem::path& file);

}  // namespace destudio::models

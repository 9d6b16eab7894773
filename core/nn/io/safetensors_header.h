// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace destudio::nn {

/// Where a tensor lies inside a safetensors file, in the file's own words.
struct SafetensorsSlot {
    std::string type;                 ///< "F32" and so on; one that this program reads
    std::vector<std::int64_t> shape;  ///< the product of its sizes fits 63 bits, sizes of 0 left aside
    std::size_t offset = 0;           ///< from the start of the file
    std::size_t bytes = 0;
};

struct SafetensorsHeader {
    std::map<std::string, SafetensorsSlot> slots;  ///< cover the rest of the file without gap or overlap
    std::map<std::string, std::string> metadata;
};

/// Bytes of one element of a type, 0 for one that this program does not read (8-bit floats, for one).
std::size_t safetensors_element_bytes(std::string_view type);

/// Reads the untrusted header: its length, depth, names, types, shapes and ranges are checked
/// (https://github.com/huggingface/safetensors, "Format"). Without torch, so that it can be fuzzed.
/// @param file the whole file; only its header is looked at @param name what to call it in errors
/// @param any_type take types that this program knows of but does not compute with (8-bit floats), for looking at files
/// @throws FormatError naming the tensor at fault
SafetensorsHeader read_safetensors_header(std::string_view file, const std::string& name, bool any_type = false);

}  // namespace destudio::nn

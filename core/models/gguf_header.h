// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace destudio::models {

/// The beginning of a GGUF file (github.com/ggml-org/ggml, docs/gguf.md): what its tensors are called and their sizes.
struct GgufHeader {
    struct Tensor {
        std::string type;                 ///< "F16", "Q4_K", ...; "type 99" for one that is not known
        std::vector<std::int64_t> shape;  ///< outermost first, as elsewhere
    };
    std::map<std::string, Tensor> tensors;
    std::map<std::string, std::string> texts;  ///< metadata of the kind text, such as general.architecture
};

/// @param file the whole file @param name what to call it in errors @throws FormatError for a damaged header
GgufHeader read_gguf_header(std::string_view file, const std::string& name);

}  // namespace destudio::models

// SPDX-License-Identifier: Apache-2.0
#include "core/nn/io/safetensors_types.h"

#include <array>
#include <utility>

#include "core/base/error.h"

namespace destudio::nn {

namespace {

constexpr std::array<std::pair<std::string_view, torch::ScalarType>, 9> kTypes{{{"F64", torch::kFloat64},
                                                                                {"F32", torch::kFloat32},
                                                                                {"F16", torch::kFloat16},
                                                                                {"BF16", torch::kBFloat16},
                                                                                {"I64", torch::kInt64},
                                                                                {"I32", torch::kInt32},
                                                                                {"I16", torch::kInt16},
                                                                                {"I8", torch::kInt8},
                                                                                {"U8", torch::kUInt8}}};

}  // namespace

std::optional<torch::ScalarType> safetensors_type(std::string_view name) {
    if (name == "BOOL") {
        return torch::kBool;
    }
    for (const auto& [known, type] : kTypes) {
        if (known == name) {
            return type;
        }
    }
    return std::nullopt;
}

std::string safetensors_type_name(torch::ScalarType type) {
    if (type == torch::kBool) {
        return "BOOL";
    }
    for (const auto& [name, known] : kTypes) {
        if (known == type) {
            return std::string(name);
        }
    }
    throw UsageError(std::string("A tensor of type ") + torch::toString(type) +
                     " cannot be stored in a safetensors file.");
}

}  // namespace destudio::nn

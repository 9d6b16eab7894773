// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/engine/recipe/recipe.h"

namespace c10 {
enum class ScalarType : std::int8_t;
}

namespace destudio {

namespace diffusion {
struct BundleLoadOptions;
}

/// Where the model runs. @param wish "auto", "cpu", "cuda" or "cuda:N"
/// @return "cpu" or "cuda:N"
/// @throws UsageError for other words, ResourceError when there is no such GPU
std::string resolve_device(const std::string& wish);

/// The arithmetic that kAuto stands for. bfloat16 pays on processors that multiply it in hardware and for models that
/// are large enough for that to matter; small ones keep float32's exactness. GPUs run large models in float16.
/// @param device as resolve_device returns it  @param unet_bytes size of the U-Net's weight files
/// @throws UsageError for float16 on the CPU, which libtorch cannot compute with
Precision resolve_precision(Precision wish, const std::string& device, std::uintmax_t unet_bytes);

/// Bytes of the weights of a model's U-Net as they are stored; 0 when the model cannot be read, which opening it will
/// tell. @param model a bundle's folder or a single checkpoint file
std::uintmax_t unet_bytes(const std::filesystem::path& model);

/// libtorch's type of an arithmetic; kAuto has to be resolved before.
c10::ScalarType scalar_type(Precision precision);

/// How a bundle is opened where device and arithmetic are asked for in words: "auto", "cpu", "cuda:0"; "auto",
/// "float32", "bfloat16". @throws UsageError, ResourceError as the functions above
diffusion::BundleLoadOptions load_options(const std::filesystem::path& bundle, const std::string& device,
                                          const std::string& dtype);

}  // namespace destudio

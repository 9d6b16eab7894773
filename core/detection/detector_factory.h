// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/detection/common/detector.h"

namespace destudio::detection {

/// A detector with fresh weights from the generator of libtorch, of the framework that the configuration names.
/// @param name what to call the configuration in errors @throws ConfigError naming the key
std::unique_ptr<Detector> make_detector(const nlohmann::json& config, const std::string& name);

/// Loads `folder`/config.json and `folder`/model.safetensors.
/// @throws IoError, FormatError, ConfigError naming the file, the key or the tensor at fault
std::unique_ptr<Detector> load_detector(const std::filesystem::path& folder);

/// Writes both files, the configuration last. @param notes added to config.json as "training" unless null
/// @throws IoError
void save_detector(const Detector& detector, const std::filesystem::path& folder, const nlohmann::json& notes);

}  // namespace destudio::detection

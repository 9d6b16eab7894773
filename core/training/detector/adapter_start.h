// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/detection/adapter.h"

namespace destudio::training {

/// `known` with the names of `more` that it lacks behind it: what an adapter that learns on knows afterwards.
std::vector<std::string> joined_classes(const std::vector<std::string>& known, const std::vector<std::string>& more);

/// An adapter to train further, for another class list: every weight is the old one's; the rows of the class layers
/// follow the class names, and those of new classes start afresh (from torch's generator).
/// @throws IoError, FormatError, ConfigError naming the file at fault
std::unique_ptr<detection::Adapter> load_adapter_for(const std::filesystem::path& folder,
                                                     const std::vector<std::string>& classes);

}  // namespace destudio::training

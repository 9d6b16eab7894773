// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace destudio::dataset {

/// What a person may do with a folder or file that no format recognises: sentences that say what was seen there and
/// what is missing. Empty when there is nothing to say.
std::string hint_for(const std::filesystem::path& path);

}  // namespace destudio::dataset

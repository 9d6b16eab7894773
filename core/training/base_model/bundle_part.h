// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace destudio::training {

/// Copies a file or folder of one bundle into another, whole or not at all; what is there already stays.
/// @param part such as "vae", relative to both @throws IoError
void adopt_part(const std::filesystem::path& from, const std::filesystem::path& to, const std::string& part);

}  // namespace destudio::training

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>

namespace destudio::dataset {

/// Whether a file or folder of this name was left by a system or tool and is no part of a dataset: ".DS_Store" and
/// "._a.jpg" and everything else that is hidden, "__MACOSX", "Thumbs.db", "desktop.ini", "@eaDir". Only the last part
/// of the path is looked at.
bool is_leftover(const std::filesystem::path& path);

/// Whether a file has the extension, whatever its capital letters. @param extension in small letters with the dot
bool has_extension(const std::filesystem::path& path, std::string_view extension);

}  // namespace destudio::dataset

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace destudio {

/// Copies the project `named` that is not open, with the pictures of its variants, for instance out of a folder that
/// cannot be written. References outside the project's folder of pictures stay where they are, and the copy finds them
/// there. Slow: call it on a worker. @throws IoError when `to` exists or cannot be written, leaving nothing of the copy
void copy_project(const std::filesystem::path& named, const std::filesystem::path& to);

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "app/manual/man_page.h"

namespace destudio::manual {

/// Writes man1/PAGE.1 of the program and its commands, bash/PROGRAM and zsh/_PROGRAM into `folder`.
/// @throws IoError
void write_manual(const std::filesystem::path& folder, const CommandText& program, const PageText& text);

}  // namespace destudio::manual

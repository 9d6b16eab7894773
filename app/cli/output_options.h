// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"
#include "core/base/output_folder.h"

namespace destudio::cli {

/// Adds --overwrite, without which only new and empty folders, and those of own earlier runs, are written into.
inline void add_overwrite_option(CLI::App& command, bool& overwrite) {
    command.add_flag("--overwrite", overwrite,
                     "Write into a folder, or over a file, that no earlier run of this command left; files of the same "
                     "names are replaced");
}

}  // namespace destudio::cli

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

/// Adds --no-mark, for commands whose pictures were made by a model.
inline void add_no_mark_option(CLI::App& command, bool& no_mark) {
    command.add_flag("--no-mark", no_mark,
                     "Do not write into pictures that a model made them (IPTC DigitalSourceType in XMP). The European "
                     "AI Act, Article 50, asks for such a mark; leave it out only where nobody else gets the pictures");
}

}  // namespace destudio::cli

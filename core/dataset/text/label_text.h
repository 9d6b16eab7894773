// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>

namespace destudio::dataset {

/// What a text file beside a picture holds.
enum class TextKind {
    kEmpty,   ///< nothing but blanks
    kLabels,  ///< lines of numbers, as YOLO, DOTA, KITTI and the like write boxes
    kMarkup,  ///< JSON or XML
    kWords,   ///< anything else: a caption
};

/// Looks at the lines of a text, at most a few dozen. Labels are lines with four numbers or more in which words are the
/// exception ("0 0.5 0.5 0.2 0.2", "50 20 80 50 50 80 20 50 ship 0"); most of the lines have to be such.
TextKind text_kind(std::string_view text);

/// The same of a file's first bytes; kEmpty when it cannot be read. Never throws.
TextKind text_file_kind(const std::filesystem::path& file);

}  // namespace destudio::dataset

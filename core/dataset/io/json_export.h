// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <nlohmann/json.hpp>

#include "core/dataset/io/format.h"
#include "core/dataset/io/settle_image.h"
#include "core/dataset/text/number_text.h"

namespace destudio::dataset {

/// A pixel coordinate as JSON, without digits from binary rounding.
inline double neat(double value, int digits = 4) {
    return parse_number(decimal(value, digits));
}

/// Puts the pictures into OUT/images, calls `files` for the text files (name relative to OUT and content) and moves
/// everything into place together, the text files last.
using TextFiles = std::vector<std::pair<std::filesystem::path, std::string>>;
void write_with_images(const Export& order, const std::filesystem::path& image_folder,
                       const std::function<TextFiles(const Dataset& exported)>& files);

/// The annotation file that `path` means: itself when it is a file, else the first of `names` in the folder, else the
/// only file there with `extension` that `accepts` takes. Empty when there is none.
std::filesystem::path annotation_file_in(const std::filesystem::path& path, const std::vector<std::string>& names,
                                         const std::string& extension,
                                         const std::function<bool(const std::filesystem::path&)>& accepts);

/// Where the pictures of an annotation file are: options.images, else `images` beside it, else beside it.
std::filesystem::path image_folder_beside(const std::filesystem::path& annotation_file, const ReadOptions& options);

}  // namespace destudio::dataset

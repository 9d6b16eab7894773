// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <opencv2/core/mat.hpp>

#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// Where an exporter gets pictures from. One of the three is enough.
struct ImageSource {
    /// File of an image, or an empty path when there is none.
    std::function<std::filesystem::path(const Image&)> file;
    /// Oriented RGB pixels, CV_8UC3; asked only when there are no bytes.
    std::function<cv::Mat(const Image&)> pixels;
    /// The bytes that an image's file would have, or none; asked only when there is no file.
    std::function<std::string(const Image&)> bytes{};

    /// Images that lie under `folder` by their file_name.
    static ImageSource folder(const std::filesystem::path& folder);
    /// Those of a dataset that was read, in its image folder or inside its annotation files.
    static ImageSource of(const ReadResult& read);
};

/// The pixels of an image, from its file or from memory; checked to have image.size.
/// @throws IoError, FormatError
cv::Mat load_pixels(const ImageSource& source, const Image& image);

/// Places the image at `target`, which has no extension yet, and returns the extension it got. Upright PNG and JPEG
/// files are copied byte for byte, so a recipe inside stays; everything else becomes a PNG of oriented pixels.
/// @throws IoError; FormatError when it cannot be read or is not of image.size
std::string place_image(const ImageSource& source, const Image& image, const std::filesystem::path& target);

/// The same for formats that take JPEG alone: an upright JPEG is copied byte for byte, everything else is encoded.
void place_jpeg(const ImageSource& source, const Image& image, const std::filesystem::path& target, int quality);

}  // namespace destudio::dataset

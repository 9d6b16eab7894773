// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <opencv2/core/mat.hpp>

#include "core/dataset/dataset.h"

namespace destudio::dataset {

/// Where an exporter gets pictures from. One of the two is enough; `file` is preferred when the format allows a copy.
struct ImageSource {
    /// File of an image, or an empty path when there is none.
    std::function<std::filesystem::path(const Image&)> file;
    /// Oriented RGB pixels, CV_8UC3.
    std::function<cv::Mat(const Image&)> pixels;

    /// Images that lie under `folder` by their file_name.
    static ImageSource folder(const std::filesystem::path& folder);
};

/// The pixels of an image, from memory or from its file. @throws IoError, FormatError
cv::Mat load_pixels(const ImageSource& source, const Image& image);

/// Places `image` at `target` as a PNG of oriented pixels: byte for byte when the file is a PNG without an orientation,
/// encoded anew otherwise. Checks that its size is image.size. @throws IoError, FormatError
void place_png(const ImageSource& source, const Image& image, const std::filesystem::path& target);

}  // namespace destudio::dataset

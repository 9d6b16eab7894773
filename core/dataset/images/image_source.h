// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <opencv2/core/mat.hpp>

#include "core/dataset/model/dataset.h"
#include "core/image/source_mark.h"

namespace destudio::dataset {

/// What becomes of the mark that says that a model made a picture (core/image/source_mark.h).
enum class MarkRule {
    kCarry,    ///< what a picture says goes with it, also where it is encoded anew
    kAdd,      ///< and a picture whose attributes hold a recipe is marked where it was not
    kLeaveOut  ///< taken out of pictures that this program marked; their recipes stay
};

/// How pictures came to their place when copying was to be avoided.
struct LinkCounts {
    std::size_t clones = 0;  ///< of a file system that shares blocks until one of the two is changed
    std::size_t links = 0;   ///< hard links: one file under two names
    std::size_t copies = 0;  ///< another disk, one without either, or a picture that had to be changed or encoded anew
};

/// Where an exporter gets pictures from. One of the three is enough.
struct ImageSource {
    /// File of an image, or an empty path when there is none.
    std::function<std::filesystem::path(const Image&)> file;
    /// Oriented RGB pixels, CV_8UC3; asked only when there are no bytes.
    std::function<cv::Mat(const Image&)> pixels;
    /// The bytes that an image's file would have, or none; asked only when there is no file.
    std::function<std::string(const Image&)> bytes{};
    MarkRule marks = MarkRule::kCarry;
    /// Where it is set, files that would be copied byte for byte are cloned or linked where the disk can, and counted.
    std::shared_ptr<LinkCounts> links{};

    /// Images that lie under `folder` by their file_name.
    static ImageSource folder(const std::filesystem::path& folder);
    /// Those of a dataset that was read, in its image folder or inside its annotation files.
    static ImageSource of(const ReadResult& read);
};

/// What an image's picture says about where it came from (core/image/source_mark.h); an empty mark where it cannot be
/// read.
SourceMark picture_mark(const ImageSource& source, const Image& image);

/// The pixels of an image, from its file or from memory; checked to have image.size.
/// @throws IoError, FormatError
cv::Mat load_pixels(const ImageSource& source, const Image& image);

/// Places the image at `target`, which has no extension yet, and returns the extension it got. Upright PNG and JPEG
/// files are copied byte for byte, so a recipe inside stays; everything else becomes a PNG of oriented pixels with the
/// same mark and recipe. ImageSource::marks alone changes what is copied, and never the pixels.
/// @throws IoError; FormatError when it cannot be read or is not of image.size
std::string place_image(const ImageSource& source, const Image& image, const std::filesystem::path& target);

/// The same for formats that take JPEG alone: an upright JPEG is copied byte for byte, everything else is encoded.
void place_jpeg(const ImageSource& source, const Image& image, const std::filesystem::path& target, int quality);

}  // namespace destudio::dataset

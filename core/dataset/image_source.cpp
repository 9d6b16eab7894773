// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/image_source.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/dataset/image_finder.h"
#include "core/image/image_header.h"
#include "core/image/image_io.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

void check_size(const Image& image, Size found, const std::string& name) {
    if (image.size != found) {
        throw FormatError(name + " is " + std::to_string(found.width) + " by " + std::to_string(found.height) +
                          " pixels, but the dataset says " + std::to_string(image.size.width) + " by " +
                          std::to_string(image.size.height) + ".");
    }
}

fs::path file_of(const ImageSource& source, const Image& image) {
    return source.file ? source.file(image) : fs::path();
}

}  // namespace

ImageSource ImageSource::folder(const fs::path& folder) {
    return {[folder](const Image& image) { return resolve_inside(folder, image.file_name); }, {}};
}

cv::Mat load_pixels(const ImageSource& source, const Image& image) {
    const fs::path file = file_of(source, image);
    if (file.empty() && !source.pixels) {
        throw IoError("There is no picture for the image \"" + image.file_name + "\".");
    }
    const cv::Mat pixels = file.empty() ? source.pixels(image) : load_image(file);
    check_size(image, {pixels.cols, pixels.rows}, file.empty() ? image.file_name : file.string());
    return pixels;
}

std::string place_image(const ImageSource& source, const Image& image, const fs::path& target) {
    const fs::path file = file_of(source, image);
    if (!file.empty()) {
        const auto header = image::read_image_header(image::FileSource(file), file.string());
        const bool png = header.format == image::ImageFormat::kPng;
        if (header.orientation == 1 && header.complete && (png || header.format == image::ImageFormat::kJpeg)) {
            check_size(image, header.stored, file.string());
            const std::string extension = png ? ".png" : ".jpg";
            write_file_atomically(target.string() + extension, read_file(file));
            return extension;
        }
    }
    save_png(target.string() + ".png", load_pixels(source, image));
    return ".png";
}

}  // namespace destudio::dataset

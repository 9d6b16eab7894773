// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/images/image_source.h"

#include <optional>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/dataset/images/image_finder.h"
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

// The format of a file whose bytes can be handed on: whole, upright and of the size that the dataset says.
std::optional<image::ImageFormat> upright_format(const fs::path& file, const Image& image) {
    if (file.empty()) {
        return {};
    }
    const image::FileSource bytes(file);
    const auto header = image::read_image_header(bytes, file.string());
    const bool cut_short = header.format == image::ImageFormat::kJpeg && !image::has_jpeg_end(bytes);
    if (header.orientation != 1 || !header.complete || cut_short) {
        return {};
    }
    check_size(image, header.stored, file.string());
    return header.format;
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
    const auto format = upright_format(file, image);
    if (format == image::ImageFormat::kPng || format == image::ImageFormat::kJpeg) {
        const std::string extension = format == image::ImageFormat::kPng ? ".png" : ".jpg";
        write_file_atomically(target.string() + extension, read_file(file));
        return extension;
    }
    save_png(target.string() + ".png", load_pixels(source, image));
    return ".png";
}

void place_jpeg(const ImageSource& source, const Image& image, const fs::path& target, int quality) {
    const fs::path file = file_of(source, image);
    if (upright_format(file, image) == image::ImageFormat::kJpeg) {
        write_file_atomically(target, read_file(file));
    } else {
        save_jpeg(target, load_pixels(source, image), quality);
    }
}

}  // namespace destudio::dataset

// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/images/image_source.h"

#include <memory>
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

// A picture's file as far as it is known: its path, else its bytes.
struct Stored {
    fs::path file;
    std::string bytes;
    std::string name;  ///< for errors

    bool empty() const { return file.empty() && bytes.empty(); }
    std::string content() const { return file.empty() ? bytes : read_file(file); }
};

Stored stored(const ImageSource& source, const Image& image) {
    Stored out;
    out.file = source.file ? source.file(image) : fs::path();
    if (out.file.empty() && source.bytes) {
        out.bytes = source.bytes(image);
    }
    out.name = out.file.empty() ? image.file_name : out.file.string();
    return out;
}

// The format of a file whose bytes can be handed on: whole, upright and of the size that the dataset says.
std::optional<image::ImageFormat> upright_format(const Stored& picture, const Image& image) {
    if (picture.empty()) {
        return {};
    }
    std::unique_ptr<image::ByteSource> bytes;
    if (picture.file.empty()) {
        bytes = std::make_unique<image::MemorySource>(picture.bytes);
    } else {
        bytes = std::make_unique<image::FileSource>(picture.file);
    }
    const auto header = image::read_image_header(*bytes, picture.name);
    const bool cut_short = header.format == image::ImageFormat::kJpeg && !image::has_jpeg_end(*bytes);
    if (header.orientation != 1 || !header.complete || cut_short) {
        return {};
    }
    check_size(image, header.stored, picture.name);
    return header.format;
}

cv::Mat pixels_of(const ImageSource& source, const Stored& picture, const Image& image) {
    if (picture.empty() && !source.pixels) {
        throw IoError("There is no picture for the image \"" + image.file_name + "\".");
    }
    const cv::Mat pixels = !picture.file.empty()    ? load_image(picture.file)
                           : !picture.bytes.empty() ? decode_image(picture.bytes, picture.name)
                                                    : source.pixels(image);
    check_size(image, {pixels.cols, pixels.rows}, picture.name);
    return pixels;
}

}  // namespace

ImageSource ImageSource::folder(const fs::path& folder) {
    return {[folder](const Image& image) { return resolve_inside(folder, image.file_name); }, {}};
}

ImageSource ImageSource::of(const ReadResult& read) {
    if (read.embedded.empty()) {
        return folder(read.image_folder);
    }
    ImageSource source;
    source.file = [folder = read.image_folder, embedded = read.embedded](const Image& image) {
        return embedded.contains(image.file_name) ? fs::path() : resolve_inside(folder, image.file_name);
    };
    source.bytes = [embedded = read.embedded](const Image& image) {
        const auto found = embedded.find(image.file_name);
        return found == embedded.end() ? std::string() : found->second();
    };
    return source;
}

cv::Mat load_pixels(const ImageSource& source, const Image& image) {
    return pixels_of(source, stored(source, image), image);
}

std::string place_image(const ImageSource& source, const Image& image, const fs::path& target) {
    const Stored picture = stored(source, image);
    const auto format = upright_format(picture, image);
    if (format == image::ImageFormat::kPng || format == image::ImageFormat::kJpeg) {
        const std::string extension = format == image::ImageFormat::kPng ? ".png" : ".jpg";
        write_file_atomically(target.string() + extension, picture.content());
        return extension;
    }
    save_png(target.string() + ".png", pixels_of(source, picture, image));
    return ".png";
}

void place_jpeg(const ImageSource& source, const Image& image, const fs::path& target, int quality) {
    const Stored picture = stored(source, image);
    if (upright_format(picture, image) == image::ImageFormat::kJpeg) {
        write_file_atomically(target, picture.content());
    } else {
        save_jpeg(target, pixels_of(source, picture, image), quality);
    }
}

}  // namespace destudio::dataset

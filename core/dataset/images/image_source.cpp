// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/images/image_source.h"

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <memory>
#include <optional>
#include <span>
#include <system_error>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/text/json_text.h"
#include "core/image/image_header.h"
#include "core/image/image_io.h"
#include "core/image/source_mark.h"

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

/// A clone shares nothing that can be changed, so it comes first.
bool clone_file(const fs::path& file, const fs::path& target) {
    const int from = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (from < 0) {
        return false;
    }
    constexpr int kMode = 0644;
    const int to = ::open(target.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kMode);
    const bool cloned = to >= 0 && ::ioctl(to, FICLONE, from) == 0;
    ::close(from);
    if (to >= 0) {
        ::close(to);
        if (!cloned) {
            ::unlink(target.c_str());
        }
    }
    return cloned;
}

// The mark that the placed picture has to carry.
SourceMark mark_for(const ImageSource& source, const Stored& picture, const Image& image) {
    SourceMark mark;
    if (!picture.file.empty()) {
        mark = read_source_mark(picture.file);
    } else if (!picture.bytes.empty()) {
        mark = read_source_mark(image::MemorySource(picture.bytes));
    }
    if (source.marks == MarkRule::kLeaveOut) {
        const bool own = mark.type == kGeneratedSource || mark.type == kCompositeSource;
        mark.type = own ? std::string() : mark.type;
    }
    if (source.marks == MarkRule::kAdd && mark.type.empty()) {
        const auto recipe = object_at(image.attributes, "recipe");
        const auto ratio = recipe.find("encode_ratio");
        if (ratio != recipe.end() && ratio->is_number()) {
            mark.type = variant_mark(ratio->get<double>(), {}).type;
        }
    }
    return mark;
}

// Bytes that are handed on, with no more changed than the rule for marks asks for.
std::string copied_bytes(const ImageSource& source, const Stored& picture, const Image& image) {
    switch (source.marks) {
        case MarkRule::kAdd:
            return with_source_type(picture.content(), mark_for(source, picture, image).type);
        case MarkRule::kLeaveOut:
            return without_source_type(picture.content());
        case MarkRule::kCarry:
            break;
    }
    return picture.content();
}

/// Puts a file's bytes in place: linked where that is asked for and possible and nothing has to be changed, else
/// copied.
void place(const ImageSource& source, const Stored& picture, const Image& image, const fs::path& target) {
    if (source.links != nullptr && !picture.file.empty() &&
        (source.marks == MarkRule::kCarry || copied_bytes(source, picture, image) == picture.content())) {
        std::error_code ec;
        fs::create_directories(target.parent_path(), ec);
        const fs::path file = fs::canonical(picture.file, ec);  // a link to a link would follow neither
        if (!ec && clone_file(file, target)) {
            ++source.links->clones;
            return;
        }
        if (!ec && (fs::create_hard_link(file, target, ec), !ec)) {
            ++source.links->links;
            return;
        }
    }
    write_file_atomically(target, copied_bytes(source, picture, image));
    if (source.links != nullptr) {
        ++source.links->copies;
    }
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

SourceMark picture_mark(const ImageSource& source, const Image& image) {
    try {
        const Stored picture = stored(source, image);
        return picture.file.empty() ? read_source_mark(image::MemorySource(picture.bytes))
                                    : read_source_mark(picture.file);
    } catch (const Error&) {
        return {};
    }
}

cv::Mat load_pixels(const ImageSource& source, const Image& image) {
    return pixels_of(source, stored(source, image), image);
}

std::string place_image(const ImageSource& source, const Image& image, const fs::path& target) {
    const Stored picture = stored(source, image);
    const auto format = upright_format(picture, image);
    if (format == image::ImageFormat::kPng || format == image::ImageFormat::kJpeg) {
        const std::string extension = format == image::ImageFormat::kPng ? ".png" : ".jpg";
        place(source, picture, image, target.string() + extension);
        return extension;
    }
    save_png(target.string() + ".png", pixels_of(source, picture, image), mark_texts(mark_for(source, picture, image)));
    if (source.links != nullptr) {
        ++source.links->copies;
    }
    return ".png";
}

void place_jpeg(const ImageSource& source, const Image& image, const fs::path& target, int quality) {
    const Stored picture = stored(source, image);
    if (upright_format(picture, image) == image::ImageFormat::kJpeg) {
        place(source, picture, image, target);
    } else {
        const auto bytes = encode_jpeg(pixels_of(source, picture, image), quality, mark_for(source, picture, image));
        write_file_atomically(target, std::span<const unsigned char>(bytes));
        if (source.links != nullptr) {
            ++source.links->copies;
        }
    }
}

}  // namespace destudio::dataset

// SPDX-License-Identifier: Apache-2.0
#include "core/image/image_io.h"

#include <cstdlib>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/image/image_header.h"
#include "core/image/jpeg_decoder.h"
#include "core/image/orientation.h"
#include "core/image/webp_animation.h"

namespace destudio {

namespace {

using image::ImageFormat;
using image::ImageHeader;

constexpr const char* kMegapixelsVariable = "DESTUDIO_MAX_IMAGE_MEGAPIXELS";
constexpr const char* kSideVariable = "DESTUDIO_MAX_IMAGE_SIDE";

void check_limits(const ImageHeader& header, const ImageLimits& limits, const std::string& name) {
    const Size size = header.stored;
    const auto pixels = static_cast<std::int64_t>(size.width) * size.height;
    const std::string what = name + " is " + std::to_string(size.width) + " by " + std::to_string(size.height) +
                             " pixels, more than the limit of ";
    if (size.width > limits.max_side || size.height > limits.max_side) {
        throw FormatError(what + std::to_string(limits.max_side) + " a side. Set " + kSideVariable +
                          " to a higher number to read it.");
    }
    if (pixels > limits.max_pixels) {
        throw FormatError(what + std::to_string(limits.max_pixels / 1'000'000) + " megapixels. Set " +
                          kMegapixelsVariable + " to a higher number to read it.");
    }
}

cv::Mat to_eight_bits(const cv::Mat& decoded, const std::string& name) {
    cv::Mat out;
    switch (decoded.depth()) {
        case CV_8U:
            return decoded;
        case CV_16U:
            decoded.convertTo(out, CV_8U, 1.0 / 257);
            return out;
        default:
            throw FormatError(name + " has samples that are neither 8 nor 16 bits wide. Convert it to one of these.");
    }
}

cv::Mat on_white(const cv::Mat& bgra) {
    cv::Mat out(bgra.size(), CV_8UC3);
    for (int y = 0; y < bgra.rows; ++y) {
        const auto* from = bgra.ptr<cv::Vec4b>(y);
        auto* to = out.ptr<cv::Vec3b>(y);
        for (int x = 0; x < bgra.cols; ++x) {
            const int alpha = from[x][3];
            for (int c = 0; c < 3; ++c) {
                to[x][c] = static_cast<uchar>((from[x][2 - c] * alpha + 255 * (255 - alpha) + 127) / 255);
            }
        }
    }
    return out;
}

cv::Mat to_rgb(const cv::Mat& decoded, const std::string& name) {
    const cv::Mat eight = to_eight_bits(decoded, name);
    cv::Mat out;
    switch (eight.channels()) {
        case 1:
            cv::cvtColor(eight, out, cv::COLOR_GRAY2RGB);
            return out;
        case 3:
            cv::cvtColor(eight, out, cv::COLOR_BGR2RGB);
            return out;
        case 4:
            return on_white(eight);
        default:
            throw FormatError(name + " has " + std::to_string(eight.channels()) + " channels; 1, 3 or 4 can be read.");
    }
}

cv::Mat decode_with_opencv(std::string_view bytes, const std::string& name) {
    const cv::Mat buffer(1, static_cast<int>(bytes.size()), CV_8U, const_cast<char*>(bytes.data()));
    cv::Mat decoded;
    try {
        decoded = cv::imdecode(buffer, cv::IMREAD_UNCHANGED);
    } catch (const cv::Exception&) {
        // The message is about OpenCV's own source; the sentence below says what a person needs.
    }
    if (decoded.empty()) {
        throw FormatError(name + " is damaged or cut short. Get the file again or leave it out.");
    }
    return to_rgb(decoded, name);
}

// The first frame on a white canvas, as transparency is put on white.
cv::Mat decode_first_frame(std::string_view bytes, const std::string& name, Size canvas) {
    const auto frame = image::first_webp_frame(bytes);
    // The frame's own header may ask for more than the canvas, which was checked against the limits.
    const auto header = frame ? image::read_webp_header(image::MemorySource(frame->file)) : std::nullopt;
    const bool fits =
        header && !header->animated && header->stored.width <= canvas.width && header->stored.height <= canvas.height;
    const cv::Mat pixels = fits ? decode_with_opencv(frame->file, name) : cv::Mat();
    if (pixels.empty() || frame->x + pixels.cols > canvas.width || frame->y + pixels.rows > canvas.height) {
        throw FormatError(name +
                          " is an animation whose first frame is damaged or cut short. Get the file again or "
                          "leave it out.");
    }
    cv::Mat out(canvas.height, canvas.width, CV_8UC3, cv::Scalar(255, 255, 255));
    pixels.copyTo(out(cv::Rect(frame->x, frame->y, pixels.cols, pixels.rows)));
    return out;
}

cv::Mat decode(std::string_view bytes, const std::string& name, const ImageHeader& header, int reduction) {
    if (!header.complete) {
        throw FormatError(name + " is cut short. Get the file again or leave it out.");
    }
    if (header.floating_point) {
        throw FormatError(name + " has floating-point samples. Convert it to 8 or 16 bits.");
    }
    cv::Mat out;
    if (header.format == ImageFormat::kJpeg) {
        out = image::decode_jpeg(bytes, name, {header.stored.width, header.stored.height}, reduction);
    } else if (header.animated) {
        out = decode_first_frame(bytes, name, header.stored);
    } else {
        out = decode_with_opencv(bytes, name);
    }
    // OpenCV's TIFF reader turns the pixels upright itself; the other readers leave it to us.
    if (header.format != ImageFormat::kTiff) {
        out = image::apply_orientation(out, header.orientation);
    }
    const Size expected = header.oriented();
    if (reduction == 1 && (out.cols != expected.width || out.rows != expected.height)) {
        throw FormatError(name + " contradicts itself about its size.");
    }
    return out;
}

std::int64_t number_from(const char* variable, std::int64_t otherwise, std::int64_t most) {
    const char* text = std::getenv(variable);
    if (text == nullptr) {
        return otherwise;
    }
    char* end = nullptr;
    const long long value = std::strtoll(text, &end, 10);
    if (end == text || *end != '\0' || value < 1 || value > most) {
        throw UsageError(std::string(variable) + " is \"" + text + "\"; it has to be a whole number from 1 to " +
                         std::to_string(most) + ".");
    }
    return value;
}

}  // namespace

ImageLimits ImageLimits::from_environment() {
    constexpr std::int64_t kMillion = 1'000'000;
    constexpr std::int64_t kMaxMegapixels = 1000;  // OpenCV stops at 2^30 pixels
    constexpr std::int64_t kMaxSide = 1'000'000;
    ImageLimits limits;
    limits.max_pixels = number_from(kMegapixelsVariable, limits.max_pixels / kMillion, kMaxMegapixels) * kMillion;
    limits.max_side = static_cast<int>(number_from(kSideVariable, limits.max_side, kMaxSide));
    return limits;
}

cv::Mat decode_image(std::string_view bytes, const std::string& name, const ImageLimits& limits) {
    const ImageHeader header = image::read_image_header(image::MemorySource(bytes), name);
    check_limits(header, limits, name);
    return decode(bytes, name, header, 1);
}

cv::Mat load_image(const std::filesystem::path& path, const ImageLimits& limits) {
    // The header first: a bomb is refused before its bytes are read.
    check_limits(image::read_image_header(image::FileSource(path), path.string()), limits, path.string());
    return decode_image(read_file(path, limits.max_bytes), path.string(), limits);
}

Size peek_image_size(const std::filesystem::path& path) {
    return image::read_image_header(image::FileSource(path), path.string()).oriented();
}

cv::Mat thumbnail(const cv::Mat& rgb, int side) {
    const int longest = std::max(rgb.cols, rgb.rows);
    if (longest <= side) {
        return rgb.clone();
    }
    const double scale = static_cast<double>(side) / longest;
    cv::Mat out;
    cv::resize(rgb, out,
               cv::Size(std::max(1, static_cast<int>(rgb.cols * scale + 0.5)),
                        std::max(1, static_cast<int>(rgb.rows * scale + 0.5))),
               0, 0, cv::INTER_AREA);
    return out;
}

cv::Mat load_thumbnail(const std::filesystem::path& path, int side) {
    const ImageLimits limits = ImageLimits::from_environment();
    const ImageHeader header = image::read_image_header(image::FileSource(path), path.string());
    check_limits(header, limits, path.string());
    int reduction = 1;
    const int longest = std::max(header.stored.width, header.stored.height);
    while (header.format == ImageFormat::kJpeg && reduction < 8 && longest / (reduction * 2) >= side) {
        reduction *= 2;
    }
    return thumbnail(decode(read_file(path, limits.max_bytes), path.string(), header, reduction), side);
}

const std::vector<std::string>& readable_image_extensions() {
    static const std::vector<std::string> extensions{".jpg",  ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".tif",
                                                     ".tiff", ".bmp",  ".pgm", ".ppm",  ".pbm", ".pnm",  ".jp2"};
    return extensions;
}

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/image/image_io.h"
#include "core/image/png_chunks.h"

namespace destudio {

namespace {

std::vector<unsigned char> encode(const char* extension, const cv::Mat& rgb, const std::vector<int>& parameters) {
    if (rgb.empty() || rgb.type() != CV_8UC3) {
        throw UsageError("Only RGB images with 8 bits a channel can be written.");
    }
    cv::Mat bgr;
    cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
    std::vector<unsigned char> bytes;
    try {
        if (cv::imencode(extension, bgr, bytes, parameters)) {
            return bytes;
        }
    } catch (const cv::Exception&) {
        // Said below in words that a person can use.
    }
    throw ResourceError(std::string("The image cannot be encoded as ") + (extension + 1) + ".");
}

void check_keyword(const std::string& keyword) {
    constexpr std::size_t kLongest = 79;  // the PNG specification
    const bool printable = std::all_of(keyword.begin(), keyword.end(), [](char c) { return c >= ' ' && c <= '~'; });
    if (keyword.empty() || keyword.size() > kLongest || !printable) {
        throw UsageError("\"" + keyword + "\" cannot be the keyword of a text in a PNG file.");
    }
}

}  // namespace

std::vector<unsigned char> encode_png(const cv::Mat& rgb, const PngText& text) {
    constexpr int kCompression = 6;
    // Signature, then the header chunk of 13 bytes; texts follow it.
    constexpr std::ptrdiff_t kAfterHeader = static_cast<std::ptrdiff_t>(image::kPngSignatureBytes) + 12 + 13;
    auto bytes = encode(".png", rgb, {cv::IMWRITE_PNG_COMPRESSION, kCompression});
    std::string chunks;
    for (const auto& [keyword, value] : text) {
        check_keyword(keyword);
        chunks += image::png_text_chunk(keyword, value);
    }
    bytes.insert(bytes.begin() + kAfterHeader, chunks.begin(), chunks.end());
    return bytes;
}

std::vector<unsigned char> encode_jpeg(const cv::Mat& rgb, int quality) {
    return encode(".jpg", rgb, {cv::IMWRITE_JPEG_QUALITY, quality});
}

void save_png(const std::filesystem::path& path, const cv::Mat& rgb, const PngText& text) {
    write_file_atomically(path, std::span<const unsigned char>(encode_png(rgb, text)));
}

void save_jpeg(const std::filesystem::path& path, const cv::Mat& rgb, int quality) {
    write_file_atomically(path, std::span<const unsigned char>(encode_jpeg(rgb, quality)));
}

std::optional<std::string> read_png_text(const std::filesystem::path& path, const std::string& keyword) {
    constexpr std::uint32_t kMaxTextBytes = 16U << 20U;
    const image::FileSource source(path);
    if (source.read(0, image::kPngSignatureBytes).value_or("") != "\x89PNG\r\n\x1A\n") {
        throw FormatError(path.string() + " is not a PNG file.");
    }
    std::optional<std::string> found;
    image::visit_png_chunks(source, [&](const std::string& type, std::uint64_t at, std::uint32_t length) {
        if ((type == "tEXt" || type == "iTXt") && length <= kMaxTextBytes) {
            const auto [name, text] = image::png_text(type, source.read(at, length).value_or(""));
            if (name == keyword) {
                found = text;
            }
        }
        return !found;
    });
    return found;
}

}  // namespace destudio

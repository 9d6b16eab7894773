// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <opencv2/core/mat.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/geometry.h"

namespace destudio {

/// What an image may ask for before anything is decoded.
struct ImageLimits {
    std::int64_t max_pixels = 100'000'000;
    int max_side = 32'767;
    std::uintmax_t max_bytes = std::uintmax_t{512} << 20U;

    /// The defaults, changed by $DESTUDIO_MAX_IMAGE_MEGAPIXELS and $DESTUDIO_MAX_IMAGE_SIDE. Errors name these.
    static ImageLimits from_environment();
};

/// Decodes JPEG, PNG, WebP, TIFF, BMP, PNM and JPEG 2000. The EXIF orientation is applied here and nowhere else; 16-bit
/// samples are scaled to 8 bits, transparency is put on white, grey and palettes become RGB. Of several frames or pages
/// the first is read.
/// @return oriented RGB, CV_8UC3
/// @throws IoError when the file cannot be read; FormatError when it is no image, truncated, damaged, too large or of
///         another format (GIF, DDS)
cv::Mat load_image(const std::filesystem::path& path, const ImageLimits& limits = ImageLimits::from_environment());
/// load_image() for bytes in memory. @param name what to call them in errors
cv::Mat decode_image(std::string_view bytes, const std::string& name,
                     const ImageLimits& limits = ImageLimits::from_environment());

/// Oriented size, read from the header alone: cheap, and not refused for being large.
/// @throws IoError, FormatError
Size peek_image_size(const std::filesystem::path& path);

/// Text chunks of a PNG: keyword (1 to 79 Latin letters) to UTF-8 text.
using PngText = std::map<std::string, std::string>;
/// Keyword under which a variant carries its recipe as JSON.
inline constexpr const char* kRecipeKeyword = "destudio:recipe";

/// @param rgb CV_8UC3, RGB
/// @return a PNG file's bytes; the same input gives the same bytes
std::vector<unsigned char> encode_png(const cv::Mat& rgb, const PngText& text = {});
std::vector<unsigned char> encode_jpeg(const cv::Mat& rgb, int quality = 95);

/// Write atomically. @throws IoError
void save_png(const std::filesystem::path& path, const cv::Mat& rgb, const PngText& text = {});
void save_jpeg(const std::filesystem::path& path, const cv::Mat& rgb, int quality = 95);

/// Text of a PNG's iTXt or tEXt chunk, nothing when it has none. @throws IoError, FormatError when it is no PNG
std::optional<std::string> read_png_text(const std::filesystem::path& path, const std::string& keyword);

/// Scaled down (never up) so that the longer side is at most `side` pixels.
cv::Mat thumbnail(const cv::Mat& rgb, int side);
/// load_image() and thumbnail(); large JPEGs are decoded at a reduced size, which is several times faster.
cv::Mat load_thumbnail(const std::filesystem::path& path, int side);

/// Extensions, lower case with the dot, that load_image() reads.
const std::vector<std::string>& readable_image_extensions();

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/image/image_io.h"

namespace destudio {

namespace image {
class ByteSource;
}

/// IPTC's words for a picture that a trained model made, and for one that it made of another picture.
inline constexpr const char* kGeneratedSource =
    "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
inline constexpr const char* kCompositeSource =
    "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia";

/// What a picture's file says about where it came from, readable by machines: IPTC's DigitalSourceType in XMP, which
/// Article 50 of the European AI Act asks of generated pictures, and the recipe.
struct SourceMark {
    std::string type;    ///< an address of IPTC's list; empty: the picture does not say
    std::string recipe;  ///< JSON; empty: none

    bool empty() const { return type.empty() && recipe.empty(); }
    bool operator==(const SourceMark&) const = default;
};

/// The mark of a variant. @param encode_ratio in (0, 1]; at 1 nothing of the reference's pixels is left
SourceMark variant_mark(double encode_ratio, std::string recipe);

/// The mark of a PNG, JPEG or WebP; an empty one where the file has none or is of another format.
SourceMark read_source_mark(const image::ByteSource& source);
/// @throws IoError
SourceMark read_source_mark(const std::filesystem::path& file);

/// A mark as texts of a PNG.
PngText mark_texts(const SourceMark& mark);
/// encode_jpeg() with a mark, the recipe in the XMP as well. One that is too long for a JPEG goes without its recipe.
std::vector<unsigned char> encode_jpeg(const cv::Mat& rgb, int quality, const SourceMark& mark);

/// The file's bytes with this type, where it states none; XMP of others stays. As they are where the format has no
/// place for it.
std::string with_source_type(std::string file, const std::string& type);
/// The file's bytes without the type that this program wrote; XMP of others, and the recipe, stay.
std::string without_source_type(std::string file);

}  // namespace destudio

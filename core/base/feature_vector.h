// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace destudio {

/// Numbers of a FeatureVector, and of what project_features() makes.
inline constexpr int kFeatureLength = 64;

/// What a picture looks like, for comparing it with others: a direction, so its length means nothing.
struct FeatureVector {
    std::string kind;                  ///< who looked and how; only vectors of one kind can be compared
    std::vector<std::int16_t> values;  ///< kFeatureLength; the largest magnitude is 32767. Empty: nobody looked
    std::uint64_t hash = 0;            ///< perceptual_hash() of the picture
    bool operator==(const FeatureVector&) const = default;
};

/// The kind of pixel_features() (core/image/pixel_features.h), which need no model.
inline constexpr const char* kPixelKind = "pixels 1";
/// Begins the kind of every vector that a U-Net gave.
inline constexpr const char* kUnetKindPrefix = "unet ";

/// A fixed random projection to kFeatureLength numbers: distances and angles stay about what they were (Johnson and
/// Lindenstrauss), and vectors of equal length are always projected alike.
std::vector<float> project_features(const std::vector<float>& features);

/// In 16 bits a number. What is no number counts as 0.
std::vector<std::int16_t> quantize_features(const std::vector<float>& features);
/// The other way, of length 1; zeros stay zeros.
std::vector<float> unit_features(const std::vector<std::int16_t>& values);

}  // namespace destudio

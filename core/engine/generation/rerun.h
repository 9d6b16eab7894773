// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <opencv2/core/mat.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/engine/generation/generator.h"

namespace destudio {

/// The request that makes a recipe's variant again.
/// @param reference RGB, CV_8UC3 @param reference_hash of its file, which may differ from the recipe's
/// @throws FormatError when the recipe's crop does not lie in the reference
GenerationRequest rerun_request(const Recipe& recipe, cv::Mat reference, const std::string& reference_hash);
/// The arithmetic and the device of a recipe.
GeneratorOptions rerun_options(const Recipe& recipe);

/// A field of two recipes, named and written as in their JSON.
struct RecipeDifference {
    std::string field;
    std::string original;
    std::string rerun;
};
std::vector<RecipeDifference> recipe_differences(const Recipe& original, const Recipe& rerun);

/// How two pictures of RGB bytes differ.
struct PictureDifference {
    bool same_size = true;
    std::int64_t pixels = 0;  ///< that differ in any channel
    int largest = 0;          ///< of all channels, in [0,255]
    double mean = 0;          ///< absolute difference over all channels
    cv::Mat image;            ///< the absolute difference, stretched so that the largest is white; empty without any
};
PictureDifference picture_difference(const cv::Mat& original, const cv::Mat& rerun);

/// A detection with its class by name: lists of two adapters can be compared.
struct NamedDetection {
    std::string class_name;
    Box box;
    double score = 0;
    bool operator==(const NamedDetection&) const = default;
};

struct RerunComparison {
    bool same_bytes = false;  ///< the whole PNG file, byte for byte
    PictureDifference picture;
    std::vector<RecipeDifference> recipe;
    bool compared_detections = false;
    int lost_detections = 0;  ///< of the original, without an equal one in the re-run
    int new_detections = 0;

    bool same_picture() const { return picture.same_size && picture.pixels == 0; }
    bool same_detections() const { return lost_detections == 0 && new_detections == 0; }
    /// Nothing that was compared differs.
    bool same() const { return same_bytes && same_picture() && recipe.empty() && same_detections(); }
};

/// @param original  its PNG file, as this program wrote it
/// @param detections  the original's, where they are known; @param classes the names of the re-run's class indexes
/// @throws IoError, FormatError when the original cannot be read
RerunComparison compare_rerun(const std::filesystem::path& original, const Recipe& recipe,
                              const std::optional<std::vector<NamedDetection>>& detections, const Variant& rerun,
                              const std::vector<std::string>& classes);

}  // namespace destudio

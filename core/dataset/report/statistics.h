// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// Counts of one class. Sizes as COCO has them: small below 32², medium below 96² square pixels, large above; by the
/// area of the outline where the file has one.
struct ClassCount {
    std::string name;
    std::size_t instances = 0;
    std::size_t images = 0;  ///< images with at least one instance
    std::size_t small = 0;
    std::size_t medium = 0;
    std::size_t large = 0;
};

/// What ignored regions are in a dataset: COCO's crowds, or VOC's difficult objects.
enum class IgnoredKind { kCrowd, kDifficult };

/// The paper's Table 1 counts images with at least one instance; difficult objects of VOC are instances there, crowd
/// regions of COCO are not.
struct PaperCount {
    std::size_t images = 0;
    std::size_t instances = 0;
};

struct Statistics {
    std::size_t images = 0;
    std::size_t instances = 0;  ///< boxes that count; ignored regions are not among them
    std::size_t ignored = 0;
    std::size_t empty_images = 0;
    std::size_t unlabelled_images = 0;           ///< empty and not confirmed
    std::vector<ClassCount> classes;             ///< in the dataset's order
    std::vector<std::size_t> images_with_boxes;  ///< [n]: images with n boxes; the last entry holds all with more
    PaperCount paper{};
};

Statistics count(const Dataset& dataset, IgnoredKind ignored = IgnoredKind::kCrowd);

/// Images, instances, and how many times those of the dataset that was scaled up; the same in the conventions of the
/// paper's Table 1; then a line for each class. @param baseline statistics of that dataset, or nullptr
std::string statistics_text(const Statistics& statistics, const Statistics* baseline = nullptr);
nlohmann::ordered_json statistics_json(const Statistics& statistics, const Statistics* baseline = nullptr);

/// Charts as SVG: file name and content. Instances by class and size, and images by number of boxes.
std::vector<std::pair<std::string, std::string>> statistics_charts(const Statistics& statistics);

}  // namespace destudio::dataset

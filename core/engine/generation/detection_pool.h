// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/detection.h"
#include "core/dataset/model/dataset.h"

namespace destudio {

/// A detection with its class by name, so that it outlives the order of an adapter's classes.
struct PooledDetection {
    std::string class_name;
    Box box;  ///< pixels of the variant
    double score = 0;
    Outline outline{};  ///< as Detection::outline
};

/// Every detection of variants (kMinStoredScore and above), whatever threshold their dataset was written with: with it
/// the dataset is written anew at another threshold without running a model.
struct DetectionPool {
    /// By the picture's name without folder and extension, which formats change.
    std::map<std::string, std::vector<PooledDetection>> by_stem;
    std::size_t not_stored = 0;  ///< pictures with such detections that were left out, so their files are not there
    bool keeps_empty = true;     ///< whether pictures without a box are part of the dataset
};

/// A line of detections.jsonl, line break included. @param classes that Detection::class_index counts
std::string detection_line(const std::string& file_name, const std::vector<Detection>& detections,
                           const std::vector<std::string>& classes);

/// Reads detections.jsonl. @param threshold what is below is passed over
/// @throws IoError; FormatError with the line
DetectionPool read_detection_pool(const std::filesystem::path& file, double threshold);

/// What apply_threshold() did.
struct ThresholdChange {
    std::size_t images_left_out = 0;  ///< without a box now
    std::size_t boxes_by_hand = 0;    ///< edited, drawn or decided by a person: they stay as they are
    std::size_t not_in_pool = 0;      ///< images that are not in the pool: they stay as they are
};

/// Replaces the detected boxes of a dataset by those of the pool from `threshold` on.
ThresholdChange apply_threshold(dataset::Dataset& dataset, const DetectionPool& pool, double threshold);

}  // namespace destudio

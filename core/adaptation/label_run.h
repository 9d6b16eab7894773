// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "core/adaptation/picture_labeller.h"
#include "core/base/progress.h"
#include "core/dataset/io/format.h"

namespace destudio::adaptation {

/// Pictures to label, and where to.
struct LabelRequest {
    LabellerOptions model;
    dataset::ReadResult pictures;  ///< boxes that it has do not count; ids of images and classes do
    std::string split;             ///< only pictures of these, as dataset::parse_splits() reads them; empty: all
    std::filesystem::path out;
    std::string format = "coco";  ///< of out/dataset
    double threshold = kDefaultThreshold;
    std::filesystem::path project;  ///< also make a project of the result; empty: none
};

struct LabelReport {
    std::size_t pictures = 0;
    std::size_t looked_at = 0;  ///< of them, by this call; the others were done before
    double seconds = 0;         ///< that looking took
    std::size_t boxes = 0;      ///< from the threshold on
    std::size_t unknown = 0;  ///< detections of classes that the dataset's list lacks, which detections.json leaves out
    std::vector<std::string> problems;     ///< one sentence for each picture that could not be read
    std::vector<dataset::Issue> not_kept;  ///< what the format has no place for
};

/// Labels pictures into a folder; called again it goes on where it was stopped. Written are
/// - out/labels.jsonl, a line a picture, whatever the threshold
/// - out/dataset, pictures and boxes from the threshold on, with scores where the format has a place for them
/// - out/detections.json, COCO results of every score with the dataset's own ids, for `evaluate`
/// @throws UsageError, IoError, FormatError, ConfigError; CancelledError when stopped
LabelReport label_pictures(const LabelRequest& request, const std::stop_token& stop, const ProgressSink& progress);

}  // namespace destudio::adaptation

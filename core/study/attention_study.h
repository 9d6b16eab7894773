// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/detection.h"
#include "core/base/progress.h"
#include "core/study/gain_options.h"
#include "core/study/gain_report.h"
#include "core/training/sources/adapter_image_source.h"

namespace destudio::study {

/// How boxes of one kind fare against the ground truth, as the paper's Figure 3 tells it.
struct BoxFaults {
    int objects = 0;
    int found = 0;    ///< objects with a box of their class at IoU 0.5
    int merged = 0;   ///< boxes that hold two objects of their class or more
    int chunked = 0;  ///< objects in which two boxes of their class or more lie
    int forced = 0;   ///< boxes without an object of their class under them
    int missed = 0;   ///< objects that no box of their class touches
    bool operator==(const BoxFaults&) const = default;

    /// Adds a picture. @param labels of the boxes  @param found above the threshold
    void add(const std::vector<Box>& boxes, const std::vector<int>& labels, const std::vector<Detection>& found);
};

/// Binarised cross-attention (BCA) against the adapter, on pictures whose boxes are known.
struct AttentionReport {
    std::uint64_t pictures = 0;
    TwelveFigures adapter_figures{};
    TwelveFigures attention_figures{};  ///< boxes are ranked by how far the attention stands out
    BoxFaults adapter;
    BoxFaults attention;
};

/// Looks at options.test_images pictures, prompted with the classes that are in them. What is seen is kept in
/// options.out/pictures: run it again to resume.
/// @param test its classes are matched with the adapter's by name
/// @throws UsageError, IoError, FormatError, ConfigError, CancelledError
AttentionReport study_attention(const GainOptions& options, const training::TrainingImageSource& test,
                                const std::stop_token& stop, const ProgressSink& progress);

nlohmann::ordered_json to_json(const AttentionReport& report);
std::string markdown_table(const AttentionReport& report);
std::string attention_chart(const AttentionReport& report);

}  // namespace destudio::study

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core/mat.hpp>
#include <stop_token>
#include <string>
#include <vector>

#include "core/project/dataset_exchange.h"

namespace destudio {

/// What an export would write, before it is asked for.
struct ExportPreview {
    struct ClassLine {
        RowId class_id = 0;
        std::string name;
        std::size_t boxes = 0;
        std::size_t images = 0;
    };
    /// A picture as it will lie in the folder, small, RGB, CV_8UC3, with its boxes in its own pixels.
    struct Sample {
        std::string file_name;
        cv::Mat picture;
        std::vector<std::pair<Box, RowId>> boxes;  ///< and the class
    };

    std::size_t images = 0;
    std::size_t boxes = 0;
    std::size_t without_boxes = 0;
    std::size_t not_reviewed = 0;
    std::vector<ClassLine> classes;  ///< all of the project's, in its order
    std::vector<Sample> samples;     ///< evenly from the first image to the last
};

/// Counts what export_dataset() gives for these states, and loads a few of its pictures. Reads everything: call it on a
/// worker, with a project opened for reading. A picture that cannot be read is no sample.
/// @param side of the samples, pixels @throws CancelledError, IoError
ExportPreview export_preview(Project& project, double threshold, const std::set<VariantState>& states,
                             std::size_t samples, int side, const std::stop_token& stop = {});

}  // namespace destudio

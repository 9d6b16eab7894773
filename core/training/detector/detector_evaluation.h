// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/detection/common/detector.h"
#include "core/evaluation/coco_evaluation.h"
#include "core/training/detector/detector_inputs.h"
#include "core/training/sources/adapter_image_source.h"

namespace destudio::training {

/// What to measure on.
struct EvaluationOptions {
    std::uint64_t images = 200;  ///< the first ones of the source, at most as many as it has
    int image_size = 128;
    int batch = 16;
    std::uint64_t seed = 1;  ///< of the noise that the inputs want
};

/// One picture and what was found in it.
using PictureSink =
    std::function<void(std::uint64_t index, const TrainingImage& picture, const std::vector<Detection>& detections)>;

/// COCO figures of a detector; category ids are class indices.
/// @param on_picture is told of each picture in order; may be empty
/// @throws CancelledError; whatever source and inputs throw
evaluation::CocoFigures evaluate_detector(const detection::Detector& detector, DetectorInputs& inputs,
                                          const TrainingImageSource& source, const EvaluationOptions& options,
                                          const std::stop_token& stop, const PictureSink& on_picture = {});

/// Truths without annotations for pictures of these classes.
evaluation::CocoGroundTruths empty_truths(const std::vector<std::string>& classes);
/// Adds a picture's boxes as truths and its regions to ignore as crowds, in pixels; category ids are class indices.
void add_truths(const TrainingImage& picture, std::int64_t image, evaluation::CocoGroundTruths& truths);
/// The same without regions to ignore.
void add_truths(const std::vector<Box>& boxes, const std::vector<int>& labels, std::int64_t image,
                evaluation::CocoGroundTruths& truths);
/// Adds an image's detections as results.
void add_results(const std::vector<Detection>& detections, std::int64_t image,
                 std::vector<evaluation::CocoResult>& results);

}  // namespace destudio::training

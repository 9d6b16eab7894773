// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace destudio::evaluation {

/// Box as the VOC devkit counts: first and last pixel, starting at 1, both inside the box.
struct VocBox {
    double xmin = 0;
    double ymin = 0;
    double xmax = 0;
    double ymax = 0;
};

struct VocObject {
    std::int64_t image = 0;  ///< any number that identifies the image
    int class_index = 0;
    VocBox box;
    bool difficult = false;
};

struct VocDetection {
    std::int64_t image = 0;
    int class_index = 0;
    VocBox box;
    double score = 0;
};

enum class VocMetric {
    k11Point,  ///< VOC 2007: mean of the best precision at recall 0, 0.1, ..., 1
    kArea,     ///< VOC 2010 and later: area under the precision envelope
};

/// Precision and recall after each detection of one class, by descending score.
struct VocCurve {
    std::vector<double> recall;  ///< NaN where the class has no object that counts
    std::vector<double> precision;
    double ap = 0;  ///< fraction; NaN as in the devkit (area metric, detections but no objects)
};

/// The devkit's evaluation of one class (as detectron2's voc_eval): a detection is right when its overlap with its best
/// object is strictly above the threshold and that object is free; a match with a difficult object does not count.
VocCurve evaluate_voc_class(const std::vector<VocObject>& objects, const std::vector<VocDetection>& detections,
                            int class_index, double iou_threshold, VocMetric metric);

/// One AP for each class.
std::vector<double> evaluate_voc(const std::vector<VocObject>& objects, const std::vector<VocDetection>& detections,
                                 int classes, double iou_threshold, VocMetric metric);

/// What a detection becomes when it goes through the devkit's text files: score with three decimals, corners with one.
/// @param box_xyxy0 left, top, right, bottom in pixels from 0
VocDetection through_devkit_file(VocDetection detection, const float (&box_xyxy0)[4]);
/// The line of that file: image, score, corners.
std::string devkit_line(const std::string& image, const VocDetection& detection);

}  // namespace destudio::evaluation

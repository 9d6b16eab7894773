// SPDX-License-Identifier: Apache-2.0
#include "core/evaluation/voc_evaluation.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <unordered_map>

namespace destudio::evaluation {

namespace {

std::string format(const char* pattern, double value) {
    std::array<char, 64> buffer{};
    const int length = std::snprintf(buffer.data(), buffer.size(), pattern, value);
    return {buffer.data(), static_cast<std::size_t>(std::clamp(length, 0, 63))};
}

double rounded(const char* pattern, double value) {
    return std::strtod(format(pattern, value).c_str(), nullptr);
}

double overlap(const VocBox& a, const VocBox& b) {
    const double width = std::max(std::min(a.xmax, b.xmax) - std::max(a.xmin, b.xmin) + 1.0, 0.0);
    const double height = std::max(std::min(a.ymax, b.ymax) - std::max(a.ymin, b.ymin) + 1.0, 0.0);
    const double inter = width * height;
    const double area_a = (a.xmax - a.xmin + 1.0) * (a.ymax - a.ymin + 1.0);
    const double area_b = (b.xmax - b.xmin + 1.0) * (b.ymax - b.ymin + 1.0);
    return inter / (area_a + area_b - inter);
}

double eleven_point(const VocCurve& curve) {
    double ap = 0;
    for (int k = 0; k <= 10; ++k) {
        const double threshold = k * 0.1;
        double best = 0;
        for (std::size_t i = 0; i < curve.recall.size(); ++i) {
            if (curve.recall[i] >= threshold) {
                best = std::max(best, curve.precision[i]);
            }
        }
        ap += best / 11.0;
    }
    return ap;
}

double area_under_envelope(const VocCurve& curve) {
    std::vector<double> recall = {0.0};
    std::vector<double> precision = {0.0};
    recall.insert(recall.end(), curve.recall.begin(), curve.recall.end());
    precision.insert(precision.end(), curve.precision.begin(), curve.precision.end());
    recall.push_back(1.0);
    precision.push_back(0.0);
    for (std::size_t i = precision.size(); i-- > 1;) {
        precision[i - 1] = std::max(precision[i - 1], precision[i]);
    }
    double ap = 0;
    for (std::size_t i = 0; i + 1 < recall.size(); ++i) {
        if (recall[i + 1] != recall[i]) {  // also where one is NaN
            ap += (recall[i + 1] - recall[i]) * precision[i + 1];
        }
    }
    return ap;
}

struct ClassImage {
    std::vector<const VocObject*> objects;
    std::vector<char> taken;
};

enum class Outcome { kTruePositive, kFalsePositive, kNeither };

Outcome judge(ClassImage& image, const VocDetection& detection, double iou_threshold) {
    double best = -std::numeric_limits<double>::infinity();
    std::size_t index = 0;
    for (std::size_t i = 0; i < image.objects.size(); ++i) {
        const double iou = overlap(image.objects[i]->box, detection.box);
        if (iou > best) {
            best = iou;
            index = i;
        }
    }
    if (!(best > iou_threshold)) {
        return Outcome::kFalsePositive;
    }
    if (image.objects[index]->difficult) {
        return Outcome::kNeither;
    }
    if (image.taken[index] != 0) {
        return Outcome::kFalsePositive;
    }
    image.taken[index] = 1;
    return Outcome::kTruePositive;
}

}  // namespace

VocCurve evaluate_voc_class(const std::vector<VocObject>& objects, const std::vector<VocDetection>& detections,
                            int class_index, double iou_threshold, VocMetric metric) {
    std::unordered_map<std::int64_t, ClassImage> images;
    double positives = 0;
    for (const VocObject& object : objects) {
        if (object.class_index == class_index) {
            ClassImage& image = images[object.image];
            image.objects.push_back(&object);
            image.taken.push_back(0);
            positives += object.difficult ? 0 : 1;
        }
    }
    std::vector<const VocDetection*> ranked;
    for (const VocDetection& detection : detections) {
        if (detection.class_index == class_index) {
            ranked.push_back(&detection);
        }
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const VocDetection* a, const VocDetection* b) { return a->score > b->score; });
    VocCurve curve;
    double tp = 0;
    double fp = 0;
    for (const VocDetection* detection : ranked) {
        const Outcome outcome = judge(images[detection->image], *detection, iou_threshold);
        tp += outcome == Outcome::kTruePositive ? 1 : 0;
        fp += outcome == Outcome::kFalsePositive ? 1 : 0;
        curve.recall.push_back(tp / positives);
        curve.precision.push_back(tp / std::max(tp + fp, std::numeric_limits<double>::epsilon()));
    }
    curve.ap = metric == VocMetric::k11Point ? eleven_point(curve) : area_under_envelope(curve);
    return curve;
}

std::vector<double> evaluate_voc(const std::vector<VocObject>& objects, const std::vector<VocDetection>& detections,
                                 int classes, double iou_threshold, VocMetric metric) {
    std::vector<double> aps;
    for (int c = 0; c < classes; ++c) {
        aps.push_back(evaluate_voc_class(objects, detections, c, iou_threshold, metric).ap);
    }
    return aps;
}

VocDetection through_devkit_file(VocDetection detection, const float (&box_xyxy0)[4]) {
    // float32 sums, as the evaluator's numpy arrays give.
    detection.box.xmin = rounded("%.1f", static_cast<double>(box_xyxy0[0] + 1.0F));
    detection.box.ymin = rounded("%.1f", static_cast<double>(box_xyxy0[1] + 1.0F));
    detection.box.xmax = rounded("%.1f", static_cast<double>(box_xyxy0[2]));
    detection.box.ymax = rounded("%.1f", static_cast<double>(box_xyxy0[3]));
    detection.score = rounded("%.3f", detection.score);
    return detection;
}

std::string devkit_line(const std::string& image, const VocDetection& detection) {
    return image + " " + format("%.3f", detection.score) + " " + format("%.1f", detection.box.xmin) + " " +
           format("%.1f", detection.box.ymin) + " " + format("%.1f", detection.box.xmax) + " " +
           format("%.1f", detection.box.ymax);
}

}  // namespace destudio::evaluation

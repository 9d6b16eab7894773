// SPDX-License-Identifier: Apache-2.0
#include "core/training/teacher/pseudo_boxes.h"

#include "core/training/detector/detector_batch.h"

namespace destudio::training {

detection::Targets pseudo_targets(const std::vector<std::vector<Detection>>& found, int size, double min_score) {
    detection::Targets targets;
    for (const std::vector<Detection>& of_picture : found) {
        TrainingImage labelled;
        labelled.size = size;
        for (const Detection& detection : of_picture) {
            if (detection.score > min_score) {
                labelled.boxes.push_back(detection.box);
                labelled.labels.push_back(detection.class_index);
            }
        }
        targets.push_back(image_target(labelled));
    }
    return targets;
}

}  // namespace destudio::training

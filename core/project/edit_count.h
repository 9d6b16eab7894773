// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/detection.h"
#include "core/project/project.h"

namespace destudio {

/// What a person did, or would have to do, to make right labels of an adapter's.
struct EditCount {
    std::int64_t images = 0;  ///< that were looked at
    std::int64_t added = 0;
    std::int64_t removed = 0;
    std::int64_t moved = 0;
    std::int64_t relabelled = 0;  ///< kept their place and got another class

    std::int64_t total() const { return added + removed + moved + relabelled; }
    double per_image() const;  ///< 0 without images
    EditCount& operator+=(const EditCount& other);
    bool operator==(const EditCount&) const = default;
};

/// The edits that lie between the detections of one picture that were shown (from the threshold on) and what it has
/// now. A box that was moved and renamed counts as both. Ignored regions count as boxes.
EditCount count_edits(const std::vector<StoredDetection>& detections, const std::vector<StoredAnnotation>& now,
                      double threshold);

/// The edits that a careful person would make: detections from the threshold on are matched with the true boxes, the
/// highest score first. From an overlap of 0.5 on a box is right, or has to be renamed; from 0.1 on a box of the right
/// class has to be moved; what is left over has to be removed or added.
EditCount edits_to_truth(const std::vector<Detection>& detections, const std::vector<Detection>& truth,
                         double threshold);

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core/mat.hpp>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/engine/generation/carry_evidence.h"
#include "core/project/store/types.h"

namespace destudio {

class Project;

// Verified carry: a corrected box is copied to the other variants of its reference, but only where the picture or a raw
// detection agrees that the object is there; elsewhere it becomes a ghost for a person to look at.

/// Which part of the reference a picture shows, and its size.
struct PictureFrame {
    Box crop;  ///< pixels of the reference
    Size size;
};

struct CarriedBox {
    RowId class_id = 0;
    Box box;  ///< pixels of the picture it comes from
    bool ignore = false;
};

struct CarryRules {
    /// From this structural similarity on, the picture agrees.
    double picture_similarity = kSamePictureSimilarity;
    /// From this overlap on, a detection of the same class agrees, and a box counts as the same object's.
    double same_place_iou = 0.5;
    /// Of a box that leaves the other picture's crop, at least this part of its area must be in it.
    double min_visible = 0.25;
};

enum class CarryOutcome { kAlreadyThere, kPictureAgrees, kDetectionAgrees, kGhost, kOutside };

/// What carrying does to one variant.
struct CarryPlan {
    RowId variant_id = 0;
    std::vector<StoredAnnotation> boxes;  ///< all of the variant's boxes afterwards
    std::vector<GhostBox> ghosts;         ///< all of its ghosts afterwards
    bool boxes_changed = false;
    bool ghosts_changed = false;
    std::vector<CarryOutcome> outcomes;  ///< one for each carried box
};

/// A box of one picture in pixels of another; nothing when less than min_visible of it is there.
std::optional<Box> box_between(const Box& box, const PictureFrame& from, const PictureFrame& to, double min_visible);

/// Decides for one variant. Where the picture agrees, a box of the same object is set right whoever made it; where only
/// a detection agrees, boxes that a person made stay.
/// @param from_picture,to_picture RGB, CV_8UC3; empty ones never agree
/// @param boxes       the variant's boxes as shown @param ghosts its ghosts
/// @param detections  all of its detections, also below the threshold
CarryPlan plan_carry(const std::vector<CarriedBox>& carried, const PictureFrame& from, const cv::Mat& from_picture,
                     const PictureFrame& to, const cv::Mat& to_picture, const std::vector<StoredAnnotation>& boxes,
                     const std::vector<GhostBox>& ghosts, const std::vector<StoredDetection>& detections,
                     const CarryRules& rules = {});

/// What a carry would do to all other variants of the reference. Reads their pictures, so call it on a worker.
struct CarryAnswer {
    std::vector<CarryPlan> plans;  ///< of the variants that are new or edited
    int decided = 0;               ///< accepted and rejected ones, which are left alone
    int unreadable = 0;            ///< variants whose picture could not be read
};
/// @param from_variant  the variant the boxes come from; 0: the reference itself
/// @throws UsageError when it is gone, IoError, FormatError, CancelledError
CarryAnswer plan_carries(Project& project, RowId reference_id, RowId from_variant,
                         const std::vector<CarriedBox>& carried, double threshold, const CarryRules& rules = {},
                         const std::stop_token& stop = {});

}  // namespace destudio

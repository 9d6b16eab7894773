// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/base/detection.h"
#include "core/base/geometry.h"

namespace destudio::adaptation {

/// A part of a picture that is looked at in one go.
struct LabelView {
    Box part;   ///< pixels of the oriented picture, whole numbers
    Size size;  ///< pixels at which it is looked at
    bool operator==(const LabelView&) const = default;
};

/// How pictures are cut for the adapter.
struct LabelViewOptions {
    /// 0: the whole picture at once, its shorter side as large as the model's; panoramas beyond kLongestWhole in
    /// squares. Above: squares of so many pixels of the picture, and the whole of it once besides.
    int tile = 0;
    double overlap = 0.25;  ///< of neighbouring squares, in parts of their side
};

/// Longer side over shorter side up to which a picture is looked at as a whole.
inline constexpr double kLongestWhole = 3.0;

/// At least one view; together they cover the picture.
/// @param native the model's own size @param factor of its autoencoder; the views' sides are at least that
std::vector<LabelView> plan_views(Size picture, Size native, int factor, const LabelViewOptions& options);

/// What was found in a view, in pixels of the picture.
struct ViewDetections {
    LabelView view;
    std::vector<Detection> detections;
};

/// One list of the views'. What the inner edge of a view cuts through gives way to what another view saw whole; of
/// boxes of one class that overlap by more than `iou_threshold` the best stays. Descending score.
std::vector<Detection> merge_views(const std::vector<ViewDetections>& views, Size picture, double iou_threshold = 0.5);

}  // namespace destudio::adaptation

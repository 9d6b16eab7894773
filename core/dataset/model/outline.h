// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/geometry.h"

namespace destudio::dataset {

/// Checks outlines of COCO files ("segmentation"): a list of polygons [x1, y1, x2, y2, …], or run lengths
/// {"size": [height, width], "counts": numbers or COCO's compressed text}. FormatCapabilities room for one outline at a
/// time, so that a million of them cost no allocations.
class OutlineCheck {
public:
    OutlineCheck();
    ~OutlineCheck();
    OutlineCheck(const OutlineCheck&) = delete;
    OutlineCheck& operator=(const OutlineCheck&) = delete;

    /// What pycocotools or detectron2 would stumble over, as a sentence; empty when nothing.
    /// @param outline part of a PaddedText
    /// @param image size of the picture; zero: not known, and not compared
    std::string fault(std::string_view outline, Size image);

    /// The box around an outline, in pixels; a flat list counts as one polygon. Nothing when it cannot be told.
    /// @param outline as for fault()
    std::optional<Box> bounds(std::string_view outline);

private:
    struct Parser;
    std::unique_ptr<Parser> m_parser;
};

}  // namespace destudio::dataset

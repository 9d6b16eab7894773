// SPDX-License-Identifier: Apache-2.0
#include "core/engine/generation/carry_evidence.h"

#include "core/image/patch_similarity.h"

namespace destudio {

namespace {

/// Around the box, of its own size.
constexpr double kCarryContext = 0.1;

Box with_carry_context(const Box& box) {
    const double dx = kCarryContext * box.width();
    const double dy = kCarryContext * box.height();
    return {box.x1 - dx, box.y1 - dy, box.x2 + dx, box.y2 + dy};
}

}  // namespace

double carry_similarity(const cv::Mat& from, const Box& from_box, const cv::Mat& to, const Box& to_box) {
    if (from.empty() || to.empty()) {
        return 0;
    }
    return patch_similarity(from, with_carry_context(from_box), to, with_carry_context(to_box));
}

}  // namespace destudio

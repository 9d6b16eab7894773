// SPDX-License-Identifier: Apache-2.0
#include "core/engine/recipe/reference_preparation.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "core/base/error.h"
#include "core/base/random.h"

namespace destudio {

namespace {

/// floor(a * b / c) for sizes in pixels, without rounding errors.
int scaled_down(int a, int b, int c) {
    return static_cast<int>(static_cast<std::int64_t>(a) * b / c);
}

void require_pixels(Size size) {
    if (size.width < 1 || size.height < 1) {
        throw UsageError("The reference image has no pixels.");
    }
}

}  // namespace

ReferencePlan plan_native(Size reference, Size native) {
    require_pixels(reference);
    Size part = reference;
    if (static_cast<std::int64_t>(reference.width) * native.height >
        static_cast<std::int64_t>(reference.height) * native.width) {
        part.width = std::max(1, scaled_down(reference.height, native.width, native.height));
    } else {
        part.height = std::max(1, scaled_down(reference.width, native.height, native.width));
    }
    const int x = (reference.width - part.width) / 2;
    const int y = (reference.height - part.height) / 2;
    return {Box::from_xywh(x, y, part.width, part.height), native};
}

ReferencePlan plan_paper(Size reference, int factor, std::uint64_t seed) {
    require_pixels(reference);
    constexpr double kShorter = 512;
    constexpr double kLonger = 1024;
    constexpr double kCrop = 768;
    const double shorter = std::min(reference.width, reference.height);
    const double longer = std::max(reference.width, reference.height);
    const double scale = std::min(kShorter / shorter, kLonger / longer);
    const auto side = [&](int pixels) {
        const double resized = std::min(std::round(pixels * scale), kCrop);
        return std::max(factor, static_cast<int>(resized) / factor * factor);
    };
    const Size size{side(reference.width), side(reference.height)};
    Random random(seed);
    const auto place = [&](int whole, int wanted) {
        const int part = std::clamp(static_cast<int>(std::round(wanted / scale)), 1, whole);
        return std::pair(static_cast<int>(random.integer(0, whole - part)), part);
    };
    const auto [x, width] = place(reference.width, size.width);
    const auto [y, height] = place(reference.height, size.height);
    return {Box::from_xywh(x, y, width, height), size};
}

cv::Mat prepare_reference(const cv::Mat& reference, const ReferencePlan& plan) {
    const Box inside = clamped(plan.crop, {reference.cols, reference.rows});
    const cv::Rect part(static_cast<int>(std::round(inside.x1)), static_cast<int>(std::round(inside.y1)),
                        static_cast<int>(std::round(inside.width())), static_cast<int>(std::round(inside.height())));
    if (reference.type() != CV_8UC3 || part.empty() || !(inside == plan.crop)) {
        throw UsageError("The recipe's crop does not lie inside the reference image of " +
                         std::to_string(reference.cols) + " x " + std::to_string(reference.rows) + " pixels.");
    }
    const cv::Size target(plan.size.width, plan.size.height);
    if (part.size() == target) {
        return reference(part).clone();
    }
    cv::Mat resized;
    const bool shrinks = part.width > target.width || part.height > target.height;
    cv::resize(reference(part), resized, target, 0, 0, shrinks ? cv::INTER_AREA : cv::INTER_CUBIC);
    return resized;
}

std::optional<Box> box_in_variant(const Box& box, const ReferencePlan& plan, double min_visible) {
    const Box cut = intersection(box, plan.crop);
    if (cut.empty() || cut.area() < min_visible * box.area()) {
        return std::nullopt;
    }
    const double sx = plan.size.width / plan.crop.width();
    const double sy = plan.size.height / plan.crop.height();
    const Box moved{(cut.x1 - plan.crop.x1) * sx, (cut.y1 - plan.crop.y1) * sy, (cut.x2 - plan.crop.x1) * sx,
                    (cut.y2 - plan.crop.y1) * sy};
    return clamped(moved, plan.size);
}

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/model/issue_list.h"

#include <algorithm>
#include <cmath>

#include "core/dataset/text/number_text.h"

namespace destudio::dataset {

BoxFault check_box(const Box& box, Size image, Box& cut) {
    cut = box;
    if (!std::isfinite(box.x1) || !std::isfinite(box.y1) || !std::isfinite(box.x2) || !std::isfinite(box.y2)) {
        return BoxFault::kNoNumbers;
    }
    if (box.empty()) {
        return BoxFault::kNoArea;
    }
    if (image.width <= 0 || image.height <= 0) {
        return BoxFault::kNone;
    }
    // Loaders accept the rounding of a hundredth of a pixel; more is a mistake worth telling.
    constexpr double kTolerance = 0.01;
    cut = intersection(box, {0, 0, double(image.width), double(image.height)});
    if (cut.empty()) {
        return BoxFault::kOutside;
    }
    const double most = std::max({cut.x1 - box.x1, cut.y1 - box.y1, box.x2 - cut.x2, box.y2 - cut.y2});
    return most > kTolerance ? BoxFault::kSticksOut : BoxFault::kNone;
}

namespace {

std::string edges(const Box& box) {
    constexpr int kDigits = 2;
    return decimal(box.x1, kDigits) + ", " + decimal(box.y1, kDigits) + " to " + decimal(box.x2, kDigits) + ", " +
           decimal(box.y2, kDigits);
}

}  // namespace

Issue box_issue(BoxFault fault, std::string where, const Box& box, const Box& cut, Size image) {
    Issue issue{std::move(where), "", Severity::kError, "Take the box out.", true};
    const std::string of_image = std::to_string(image.width) + " by " + std::to_string(image.height) + " pixels";
    switch (fault) {
        case BoxFault::kNone:
            break;
        case BoxFault::kNoNumbers:
            issue.what = "The box is not made of numbers; it was left out.";
            break;
        case BoxFault::kNoArea:
            issue.what = "The box has no area or is inverted; it was left out. It was " + edges(box) + ".";
            break;
        case BoxFault::kOutside:
            issue.what =
                "The box lies outside its image of " + of_image + "; it was left out. It was " + edges(box) + ".";
            break;
        case BoxFault::kSticksOut:
            issue.what = "The box sticks out of its image of " + of_image + "; it was cut from " + edges(box) + " to " +
                         edges(cut) + ".";
            issue.fix = "Cut the box to the image.";
            break;
    }
    return issue;
}

void add_checked(Annotation annotation, const Image& image, const std::string& where, ReadResult& result) {
    Box cut;
    const BoxFault fault = check_box(annotation.box, image.size, cut);
    if (fault != BoxFault::kNone) {
        report(result.issues, box_issue(fault, where, annotation.box, cut, image.size));
        if (fault != BoxFault::kSticksOut) {
            return;
        }
    }
    annotation.box = cut;
    annotation.image_id = image.id;
    result.dataset.annotations.push_back(std::move(annotation));
}

}  // namespace destudio::dataset

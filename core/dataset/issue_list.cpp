// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/issue_list.h"

#include <cmath>

namespace destudio::dataset {

void add_checked(Annotation annotation, const Image& image, const std::string& where, ReadResult& result) {
    const Box& box = annotation.box;
    if (!std::isfinite(box.x1) || !std::isfinite(box.y1) || !std::isfinite(box.x2) || !std::isfinite(box.y2)) {
        report(result.issues, where, "The box is not made of numbers; it was left out.");
        return;
    }
    if (box.empty()) {
        report(result.issues, where, "The box has no area or is inverted; it was left out.");
        return;
    }
    if (image.size.width > 0 && image.size.height > 0) {
        // Loaders accept the rounding of a hundredth of a pixel; more is a mistake worth telling.
        constexpr double kTolerance = 0.01;
        const Box cut = intersection(box, {0, 0, double(image.size.width), double(image.size.height)});
        if (cut.empty()) {
            report(result.issues, where, "The box lies outside its image; it was left out.");
            return;
        }
        const double most = std::max({cut.x1 - box.x1, cut.y1 - box.y1, box.x2 - cut.x2, box.y2 - cut.y2});
        if (most > kTolerance) {
            report(result.issues, where, "The box sticks out of its image; it was cut.");
        }
        annotation.box = cut;
    }
    annotation.image_id = image.id;
    result.dataset.annotations.push_back(std::move(annotation));
}

}  // namespace destudio::dataset

// SPDX-License-Identifier: Apache-2.0
#include "ui/ladder/ladder_comparison.h"

#include "core/engine/recipe/reference_preparation.h"
#include "ui/session/picture_sources.h"

namespace destudio::ui {
namespace {

QRectF fractions(const Box& crop, Size reference) {
    if (crop.empty() || reference.width <= 0 || reference.height <= 0) {
        return {0, 0, 1, 1};
    }
    const double width = reference.width;
    const double height = reference.height;
    return {crop.x1 / width, crop.y1 / height, crop.width() / width, crop.height() / height};
}

}  // namespace

widgets::Comparison comparison_of(PictureSources& pictures, const Reference& reference, const VariantRecord& variant,
                                  widgets::CompareView::Mode mode) {
    widgets::Comparison comparison;
    if (mode == widgets::CompareView::Mode::kOff || variant.image.empty()) {
        return comparison;
    }
    comparison.original = pictures.reference(reference);
    comparison.part = fractions(variant.recipe.crop, reference.size);
    if (mode == widgets::CompareView::Mode::kDifference) {
        comparison.difference = pictures.difference(variant, reference);
    }
    return comparison;
}

widgets::Comparison comparison_of_preview(PictureSources& pictures, const Reference& reference,
                                          const widgets::Picture& preview) {
    widgets::Comparison comparison;
    if (!preview.empty()) {
        comparison.original = pictures.reference(reference);
        const auto plan = plan_native(reference.size, {preview.size().width(), preview.size().height()});
        comparison.part = fractions(plan.crop, reference.size);
    }
    return comparison;
}

}  // namespace destudio::ui

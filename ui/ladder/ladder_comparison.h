// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/recipe/recipe.h"
#include "core/project/store/types.h"
#include "widgets/ladder/compare_canvas.h"

namespace destudio::ui {

class PictureSources;

/// What a finished variant is set against. The difference is asked for in that mode alone: it is made off the GUI
/// thread and is empty until then.
widgets::Comparison comparison_of(PictureSources& pictures, const Reference& reference, const VariantRecord& variant,
                                  widgets::CompareView::Mode mode);

/// The same for a picture that is being made: the part of the reference that its shape stands for.
widgets::Comparison comparison_of_preview(PictureSources& pictures, const Reference& reference,
                                          const widgets::Picture& preview);

}  // namespace destudio::ui

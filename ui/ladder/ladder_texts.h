// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include "core/project/store/types.h"
#include "widgets/ladder/compare_view.h"

namespace destudio::widgets {
struct LadderCellContent;
}

namespace destudio::ui {

/// "1 box", "3 boxes"
QString box_count(std::size_t boxes);
/// "accepted · 3 boxes" and the like under a picture, and its mark.
void describe_variant(widgets::LadderCellContent& content, const VariantRecord& variant, std::size_t boxes);
/// "failed", its mark, and why in the picture's place.
void describe_failed(widgets::LadderCellContent& content, const QString& sentence);
/// How many steps a rung ran. The column's title tells it already, unless the place holds a rung of other steps.
void tell_steps(widgets::LadderCellContent& content, const Recipe& recipe, int column_steps);
/// The title of the reference's column, with what the others are set against it.
QString reference_title(widgets::CompareView::Mode mode);

}  // namespace destudio::ui

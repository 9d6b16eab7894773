// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "ui/inspect/inspect_answer.h"
#include "widgets/grids/inspect_view.h"

namespace destudio::ui {

/// The four large pictures: the adapter's boxes, a class's attention with the boxes that Otsu's threshold cuts out of
/// it, the same binarised, and the features of one resolution.
/// @param answer   nullptr while the model looks, or when it failed; `message` tells which
/// @param level    index into InspectAnswer::features, and the attention of the same resolution where there is any;
///                 -1: the finest features, and the attention of all resolutions
/// @param missed   entry of InspectAnswer::missed that is marked besides; -1: none
std::vector<widgets::InspectTile> inspect_tiles(const InspectRequest& request, const InspectAnswer* answer,
                                                const QString& message, int class_index, int level, int missed);

/// The features of every resolution.
std::vector<widgets::InspectTile> feature_tiles(const InspectAnswer& answer);

}  // namespace destudio::ui

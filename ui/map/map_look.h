// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <vector>

#include "core/base/progress.h"
#include "core/project/project_map.h"
#include "widgets/map/point_painter.h"

namespace destudio::ui {

/// What the colors of a map mean.
enum class MapColors { kState, kGroup, kKind };

/// The points of a map, one for each entry, in colors of the theme.
std::vector<widgets::MapPoint> map_points(const ProjectMap& map, MapColors colors);
/// What the colors mean, as rich text.
QString map_legend(const ProjectMap& map, MapColors colors);

/// What pictures are compared by: the name of a kind of vectors, for people.
QString kind_text(const std::string& kind);
/// How far a map is, for people.
QString map_progress_text(const Progress& progress);
/// "120 references and 3,400 variants."
QString map_summary(const ProjectMap& map);

}  // namespace destudio::ui

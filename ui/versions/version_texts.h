// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include "core/project/store/version_store.h"
#include "core/project/version_diff.h"

namespace destudio::ui {

/// The name that somebody gave it, or in the window's language why the program made it.
QString version_name(const ProjectVersion& version);
/// When it was made, in the local time and the form of the language.
QString moment_text(std::int64_t seconds);
/// "vehicles-coco, 12 images, 30 boxes".
QString export_text(const VersionExport& made);
/// How much of each kind differs, one sentence a line.
QString diff_summary(const VersionDiff& diff);

}  // namespace destudio::ui

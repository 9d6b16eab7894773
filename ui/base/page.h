// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace destudio::ui {

/// The pages of the window, in the order of their actions and keys.
enum class Page { kLadder, kEditor, kGallery, kCharts, kExport, kTraining, kEvaluation, kJobs, kModels, kMap, kDomain };

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/generation/detection_pool.h"
#include "core/scaleup/scale_up_folder.h"

namespace destudio::scaleup {

/// The detections of a scale-up, from items.jsonl. @param threshold what is below is passed over
/// @throws IoError, FormatError
DetectionPool item_pool(const ScaleUpFolder& folder, double threshold);

}  // namespace destudio::scaleup

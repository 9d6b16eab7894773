// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "core/base/output_folder.h"
#include "core/engine/generation/inspection.h"
#include "core/engine/generation/missed_objects.h"
#include "core/image/source_mark.h"

namespace destudio::cli {

/// Writes an inspection as pictures (picture.png, adapter.png, features_divN.png, attention_CLASS.png,
/// attention_CLASS_binary.png), an overview of them (inspection.png) and all numbers (inspection.json).
/// @param picture what was inspected  @param mark what its file says about where it came from, which all of these
///        pictures say, too  @param threshold scores from which detections are drawn
/// @return inspection.json and inspection.png @throws IoError
std::vector<std::filesystem::path> write_inspection(OutputFolder& out, const cv::Mat& picture, const SourceMark& mark,
                                                    const Inspection& inspection,
                                                    const std::vector<MissedObject>& missed, double threshold);

}  // namespace destudio::cli

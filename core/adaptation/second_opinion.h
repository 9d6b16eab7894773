// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/adaptation/picture_choice.h"
#include "core/adaptation/picture_list.h"
#include "core/evaluation/coco_evaluation.h"

namespace destudio::adaptation {

/// Detections of somebody else, of the pictures and classes that are compared.
struct SecondOpinion {
    std::vector<evaluation::CocoResult>
        results;              ///< image ids: indices into the pictures; categories: into the classes
    std::size_t unknown = 0;  ///< of pictures or classes that are not there
};

/// Reads COCO results (split_comparison.h says how pictures and classes are matched).
/// @param classes of the comparison @throws IoError, FormatError
SecondOpinion read_second_opinion(const std::filesystem::path& file, const PictureChoice& choice,
                                  const PictureList& pictures, const std::vector<std::string>& classes);

}  // namespace destudio::adaptation

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/base/geometry.h"

namespace destudio::dataset {

/// One region of a picture, put together from all results with its id: a rectangle, its labels, and what was answered
/// about it come as results of their own.
struct LabelStudioRegion {
    enum class Shape { kNone, kRectangle, kPolygon, kEllipse };

    Shape shape = Shape::kNone;
    Box box{};            ///< in percent of the picture, upright, around turned rectangles and other shapes
    bool turned = false;  ///< a rectangle or ellipse that is not upright
    std::string type;     ///< of the first result, for messages
    std::vector<std::string> labels;
    double score = 0;  ///< NaN where there is none
    nlohmann::json meta = nlohmann::json::object();
    nlohmann::json answers = nlohmann::json::object();  ///< choices, texts, numbers, by the name of their control
};

/// What the results of one annotation say.
struct LabelStudioResults {
    std::vector<LabelStudioRegion> regions;             ///< in the order of the file
    nlohmann::json answers = nlohmann::json::object();  ///< about the whole picture
    std::size_t relations = 0;
    bool rotated = false;  ///< the picture was turned in Label Studio
};

LabelStudioResults read_label_studio_results(const nlohmann::json& results);

}  // namespace destudio::dataset

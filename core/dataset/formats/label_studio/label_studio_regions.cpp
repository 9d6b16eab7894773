// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/label_studio/label_studio_regions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string_view>

#include "core/dataset/text/json_text.h"

namespace destudio::dataset {

namespace {

using Shape = LabelStudioRegion::Shape;

// Controls that ask something about a region or the picture, and the member of "value" that holds the answer.
struct Question {
    std::string_view type;
    const char* member;
};
constexpr std::array<Question, 8> kQuestions{{{"choices", "choices"},
                                              {"textarea", "text"},
                                              {"number", "number"},
                                              {"rating", "rating"},
                                              {"datetime", "datetime"},
                                              {"taxonomy", "taxonomy"},
                                              {"ranker", "ranker"},
                                              {"pairwise", "selected"}}};

const Question* question_of(std::string_view type) {
    for (const Question& question : kQuestions) {
        if (question.type == type) {
            return &question;
        }
    }
    return nullptr;
}

Shape shape_of(std::string_view type) {
    return type.starts_with("rectangle") ? Shape::kRectangle
           : type.starts_with("polygon") ? Shape::kPolygon
           : type.starts_with("ellipse") ? Shape::kEllipse
                                         : Shape::kNone;
}

Box around_points(const nlohmann::json& points) {
    Box box{NAN, NAN, NAN, NAN};
    for (const auto& point : points) {
        if (point.is_array() && point.size() == 2 && point[0].is_number() && point[1].is_number()) {
            const double x = point[0].get<double>();
            const double y = point[1].get<double>();
            box = {std::fmin(box.x1, x), std::fmin(box.y1, y), std::fmax(box.x2, x), std::fmax(box.y2, y)};
        }
    }
    return box;
}

// Percent of the width and of the height are different lengths, so turning needs the picture's sides.
struct Sides {
    double width = 1;
    double height = 1;
};

Sides sides_of(const nlohmann::json& item, const nlohmann::json& value) {
    Sides sides;
    for (const nlohmann::json* place : {&item, &value}) {
        if (side_at(*place, "original_width") > 0 && side_at(*place, "original_height") > 0) {
            sides = {double(side_at(*place, "original_width")), double(side_at(*place, "original_height"))};
        }
    }
    return sides;
}

// Label Studio turns a box clockwise around its upper left corner.
Box turned_rectangle(const Box& box, double degrees, const Sides& sides) {
    const double a = degrees * std::acos(-1.0) / 180;
    const double width = box.width() * sides.width;
    const double height = box.height() * sides.height;
    Box out{0, 0, 0, 0};
    for (const auto& [w, h] : {std::pair{width, 0.0}, {0.0, height}, {width, height}}) {
        const double x = w * std::cos(a) - h * std::sin(a);
        const double y = w * std::sin(a) + h * std::cos(a);
        out = {std::min(out.x1, x), std::min(out.y1, y), std::max(out.x2, x), std::max(out.y2, y)};
    }
    return {box.x1 + out.x1 / sides.width, box.y1 + out.y1 / sides.height, box.x1 + out.x2 / sides.width,
            box.y1 + out.y2 / sides.height};
}

Box around_ellipse(const nlohmann::json& value, double degrees, const Sides& sides) {
    const double a = degrees * std::acos(-1.0) / 180;
    const double rx = number_at(value, "radiusX") * sides.width;
    const double ry = number_at(value, "radiusY") * sides.height;
    const double x = std::hypot(rx * std::cos(a), ry * std::sin(a)) / sides.width;
    const double y = std::hypot(rx * std::sin(a), ry * std::cos(a)) / sides.height;
    const double cx = number_at(value, "x");
    const double cy = number_at(value, "y");
    return {cx - x, cy - y, cx + x, cy + y};
}

void set_shape(LabelStudioRegion& region, Shape shape, const nlohmann::json& item, const nlohmann::json& value) {
    const double rotation = number_at(value, "rotation");
    const bool turned = std::isfinite(rotation) && rotation != 0;
    const Sides sides = sides_of(item, value);
    region.shape = shape;
    region.turned = turned && shape != Shape::kPolygon;
    if (shape == Shape::kPolygon) {
        region.box = around_points(list_at(value, "points"));
    } else if (shape == Shape::kEllipse) {
        region.box = around_ellipse(value, turned ? rotation : 0, sides);
    } else {
        region.box = Box::from_xywh(number_at(value, "x"), number_at(value, "y"), number_at(value, "width"),
                                    number_at(value, "height"));
        region.box = turned ? turned_rectangle(region.box, rotation, sides) : region.box;
    }
}

void add_labels(LabelStudioRegion& region, const nlohmann::json& labels) {
    for (const auto& label : labels) {
        if (label.is_string() && !label.get<std::string>().empty() &&
            std::find(region.labels.begin(), region.labels.end(), label.get<std::string>()) == region.labels.end()) {
            region.labels.push_back(label.get<std::string>());
        }
    }
}

// One answer as itself, several as a list.
void add_answer(nlohmann::json& answers, const Question& question, const nlohmann::json& item) {
    const auto& value = object_at(item, "value");
    const auto found = value.find(question.member);
    if (found == value.end() || found->is_null()) {
        return;
    }
    const std::string control = text_at(item, "from_name");
    answers[control.empty() ? std::string(question.type) : control] =
        found->is_array() && found->size() == 1 ? (*found)[0] : *found;
}

}  // namespace

LabelStudioResults read_label_studio_results(const nlohmann::json& results) {
    LabelStudioResults out;
    std::map<std::string, std::size_t> by_id;
    const auto region_of = [&](const nlohmann::json& item) -> LabelStudioRegion& {
        const std::string id = text_at(item, "id");
        const auto known = id.empty() ? by_id.end() : by_id.find(id);
        if (known != by_id.end()) {
            return out.regions[known->second];
        }
        if (!id.empty()) {
            by_id.emplace(id, out.regions.size());
        }
        LabelStudioRegion& region = out.regions.emplace_back();
        region.type = text_at(item, "type");
        region.score = NAN;
        return region;
    };
    for (const auto& item : results) {
        const std::string type = text_at(item, "type");
        const auto& value = object_at(item, "value");
        out.rotated = out.rotated || (std::isfinite(number_at(item, "image_rotation")) &&
                                      std::fmod(number_at(item, "image_rotation"), 360) != 0);
        if (type == "relation") {
            ++out.relations;
            continue;
        }
        if (question_of(type) != nullptr) {
            continue;  // below, when all regions are known
        }
        LabelStudioRegion& region = region_of(item);
        if (const Shape shape = shape_of(type); shape != Shape::kNone) {
            set_shape(region, shape, item, value);
        } else if (type == "labels" && region.shape == Shape::kNone && value.contains("width") &&
                   value.contains("height")) {
            set_shape(region, Shape::kRectangle, item, value);  // its rectangle, should none follow
        }
        add_labels(region, list_at(value, type.c_str()));
        if (std::isfinite(number_at(item, "score"))) {
            region.score = number_at(item, "score");
        }
        region.meta.update(object_at(item, "meta"));
    }
    for (const auto& item : results) {
        if (const Question* question = question_of(text_at(item, "type")); question != nullptr) {
            const auto region = by_id.find(text_at(item, "id"));
            add_answer(region == by_id.end() ? out.answers : out.regions[region->second].answers, *question, item);
        }
    }
    return out;
}

}  // namespace destudio::dataset

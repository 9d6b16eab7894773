// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/labelme/labelme_shapes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>

#include "core/dataset/io/json_export.h"
#include "core/dataset/model/issue_list.h"
#include "core/dataset/model/outline_shape.h"
#include "core/dataset/text/json_text.h"

namespace destudio::dataset {

namespace {

constexpr std::array<std::string_view, 12> kFileMembers{"version",   "flags",       "shapes",     "imagePath",
                                                        "imageData", "imageHeight", "imageWidth", "caption",
                                                        "split",     "attributes",  "lineColor",  "fillColor"};
constexpr std::array<std::string_view, 14> kShapeMembers{
    "label", "points",     "group_id", "description", "shape_type", "flags",      "difficult",
    "score", "attributes", "mask",     "line_color",  "fill_color", "other_data", "selected"};

bool says_nothing(const nlohmann::json& value) {
    return value.is_null() || value.empty() || value == "" || value == false || value == 0;
}

Box enclosing(const nlohmann::json& points) {
    Box box{NAN, NAN, NAN, NAN};
    for (const auto& point : points) {
        if (!point.is_array() || point.size() != 2 || !point[0].is_number() || !point[1].is_number()) {
            return {NAN, NAN, NAN, NAN};
        }
        const double x = point[0].get<double>();
        const double y = point[1].get<double>();
        box = {std::fmin(box.x1, x), std::fmin(box.y1, y), std::fmax(box.x2, x), std::fmax(box.y2, y)};
    }
    return box;
}

// The middle and a point on the rim.
Box around_circle(const nlohmann::json& points, const Box& ends) {
    const double r = std::hypot(ends.width(), ends.height());
    if (!std::isfinite(r)) {
        return ends;
    }
    const double x = points[0][0].get<double>();
    const double y = points[0][1].get<double>();
    return {x - r, y - r, x + r, y + r};
}

// The corners of a shape that is more than a box; nothing for boxes, circles and masks.
std::optional<Ring> ring_of_points(const nlohmann::json& points, const std::string& type) {
    if (type == "rectangle" || type == "circle" || type == "mask" || points.size() < 3) {
        return {};
    }
    Ring ring;
    for (const auto& point : points) {  // enclosing() has seen to the numbers
        ring.push_back({point[0].get<double>(), point[1].get<double>()});
    }
    return ring;
}

Ring corners_of(const Box& box) {
    return {{box.x1, box.y1}, {box.x2, box.y1}, {box.x2, box.y2}, {box.x1, box.y2}};
}

// A shape without an area: points and lines, whatever their number.
bool is_line(const std::string& type) {
    return type == "point" || type == "points" || type == "line" || type == "linestrip";
}

// Description, group and flags of a shape live in attributes, under the names that labelme has for them.
void take_marks(const nlohmann::json& shape, Annotation& annotation) {
    annotation.attributes = object_at(shape, "attributes");
    for (const char* key : {"group_id", "description", "flags"}) {
        const auto found = shape.find(key);
        if (found != shape.end() && !found->is_null() && *found != "" && !(found->is_object() && found->empty())) {
            annotation.attributes[key] = *found;
        }
    }
}

}  // namespace

void LabelmeShapes::note_unknown(const nlohmann::json& object, bool is_shape) {
    const auto knows = [](const auto& list, const std::string& key) {
        return std::find(list.begin(), list.end(), key) != list.end();
    };
    for (const auto& [key, value] : object.items()) {
        const bool known = is_shape ? knows(kShapeMembers, key) : knows(kFileMembers, key);
        if (!known && !says_nothing(value)) {
            ++m_unknown[key];
        }
    }
}

void LabelmeShapes::join(Annotation& whole, const Annotation& part) {
    whole.box = {std::fmin(whole.box.x1, part.box.x1), std::fmin(whole.box.y1, part.box.y1),
                 std::fmax(whole.box.x2, part.box.x2), std::fmax(whole.box.y2, part.box.y2)};
    whole.ignore = whole.ignore && part.ignore;
    bool same = whole.score == part.score;
    for (const auto& [key, value] : part.attributes.items()) {
        if (!whole.attributes.contains(key)) {
            whole.attributes[key] = value;
        } else {
            same = same && whole.attributes[key] == value;
        }
    }
    m_other_marks += same ? 0 : 1;
}

void LabelmeShapes::add(const nlohmann::json& shapes, const Image& image, const std::string& where) {
    struct Object {
        Annotation annotation;
        std::string where;
        std::size_t parts = 1;
        Outline rings{};
        bool has_outline = false;
    };
    std::vector<Object> objects;
    std::map<std::pair<int, std::string>, std::size_t> by_group;
    std::size_t number = 0;
    for (const auto& shape : shapes) {
        const std::string place = where + ": shape " + std::to_string(++number);
        if (!shape.is_object()) {
            report(m_result.issues, place, "It is no object; it was left out.");
            continue;
        }
        note_unknown(shape, true);
        const std::string label = text_at(shape, "label");
        const std::string type = text_at(shape, "shape_type");
        const auto& points = list_at(shape, "points");
        if (is_line(type)) {
            ++m_lines;
            continue;
        }
        if (label.empty() || points.size() < 2) {
            report(m_result.issues, place, "It has no label or fewer than two points; it was left out.");
            continue;
        }
        Annotation annotation;
        annotation.class_index = m_classes.index_of(label);
        annotation.box = enclosing(points);
        if (type == "circle" && points.size() == 2) {
            annotation.box = around_circle(points, annotation.box);
        }
        const auto ring = std::isfinite(annotation.box.width()) ? ring_of_points(points, type) : std::nullopt;
        m_other_shapes += !ring && !type.empty() && type != "rectangle" ? 1 : 0;
        const Ring part = ring.value_or(corners_of(annotation.box));
        annotation.ignore = flag_at(shape, "difficult");
        const double score = number_at(shape, "score");
        if (std::isfinite(score)) {
            annotation.score = score;
        }
        take_marks(shape, annotation);
        if (annotation.attributes.contains("group_id")) {
            const auto key = std::pair(annotation.class_index, annotation.attributes["group_id"].dump());
            const auto [first, is_new] = by_group.emplace(key, objects.size());
            if (!is_new) {
                Box ignored;
                if (const BoxFault fault = check_box(annotation.box, {}, ignored); fault == BoxFault::kNoNumbers) {
                    report(m_result.issues, box_issue(fault, place, annotation.box, ignored, image.size));
                    continue;
                }
                Object& whole = objects[first->second];
                join(whole.annotation, annotation);
                whole.rings.push_back(part);
                whole.has_outline = whole.has_outline || ring;
                ++whole.parts;
                continue;
            }
        }
        objects.push_back({std::move(annotation), place, 1, {part}, ring.has_value()});
    }
    for (Object& object : objects) {
        if (object.parts > 1) {
            m_joined_parts += object.parts;
            ++m_joined;
        }
        if (object.has_outline) {
            object.annotation.outline = outline_json(object.rings);
        }
        add_checked(std::move(object.annotation), image, object.where, m_result);
    }
}

void LabelmeShapes::tell() {
    const auto line = [this](std::size_t count, const std::string& what) {
        if (count > 0) {
            m_result.not_kept.push_back({"", std::to_string(count) + " " + what, Severity::kWarning});
        }
    };
    line(m_other_shapes, "circles, masks and other shapes became the boxes around them.");
    line(m_lines, "points and lines, which have no area.");
    line(m_joined_parts, "shapes share a label and a group_id with another, so they became the parts of " +
                             std::to_string(m_joined) + (m_joined == 1 ? " object." : " objects."));
    line(m_other_marks,
         "parts of such objects have other marks or another score than the first part; those were left "
         "out.");
    for (const auto& [key, count] : m_unknown) {
        line(count, "times \"" + key + "\", which has no place here.");
    }
}

namespace {

nlohmann::ordered_json labelme_shape(const Dataset& dataset, const Annotation& annotation) {
    const Box& box = annotation.box;
    nlohmann::json attributes = annotation.attributes;
    // A mark goes back to its own place where labelme takes what it is.
    const auto taken = [&attributes](const char* key, bool fits) {
        nlohmann::json value = fits ? attributes[key] : nlohmann::json();
        if (fits) {
            attributes.erase(key);
        }
        return value;
    };
    const nlohmann::json group =
        taken("group_id", attributes.contains("group_id") && attributes["group_id"].is_number_integer());
    nlohmann::json description =
        taken("description", attributes.contains("description") && attributes["description"].is_string());
    nlohmann::json flags = taken("flags", attributes.contains("flags") && attributes["flags"].is_object());
    nlohmann::ordered_json shape = {
        {"label", dataset.classes.at(static_cast<std::size_t>(annotation.class_index))},
        {"points", {{neat(box.x1), neat(box.y1)}, {neat(box.x2), neat(box.y2)}}},
        {"group_id", group},
        {"description", description.is_null() ? nlohmann::json("") : std::move(description)},
        {"shape_type", "rectangle"},
        {"flags", flags.is_null() ? nlohmann::json::object() : std::move(flags)},
        {"difficult", annotation.ignore}};
    if (annotation.score) {
        shape["score"] = *annotation.score;
    }
    if (!attributes.empty()) {
        shape["attributes"] = std::move(attributes);
    }
    return shape;
}

}  // namespace

std::vector<nlohmann::ordered_json> labelme_shapes_of(const Dataset& dataset, const Annotation& annotation,
                                                      std::int64_t& free_group) {
    std::vector<nlohmann::ordered_json> shapes{labelme_shape(dataset, annotation)};
    const Outline rings = rings_of(annotation);
    if (rings.size() > 1 && !shapes[0]["group_id"].is_number_integer()) {
        shapes[0]["group_id"] = free_group++;
    }
    shapes.resize(std::max<std::size_t>(1, rings.size()), shapes[0]);
    for (std::size_t i = 0; i < rings.size(); ++i) {
        auto points = nlohmann::ordered_json::array();
        for (const Corner& corner : rings[i]) {
            points.push_back({neat(corner.x), neat(corner.y)});
        }
        shapes[i]["shape_type"] = "polygon";
        shapes[i]["points"] = std::move(points);
    }
    return shapes;
}

}  // namespace destudio::dataset

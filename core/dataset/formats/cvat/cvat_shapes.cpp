// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/cvat/cvat_shapes.h"

#include <cmath>

#include "core/dataset/text/number_text.h"

namespace destudio::dataset {

namespace {

// "x,y;x,y;…"
Box around_points(std::string_view points) {
    Box box{NAN, NAN, NAN, NAN};
    while (!points.empty()) {
        const auto end = std::min(points.find(';'), points.size());
        const std::string_view point = points.substr(0, end);
        const auto comma = std::min(point.find(','), point.size());
        const double x = parse_number(point.substr(0, comma));
        const double y = parse_number(point.substr(std::min(comma + 1, point.size())));
        if (!std::isfinite(x) || !std::isfinite(y)) {
            return {NAN, NAN, NAN, NAN};
        }
        box = {std::fmin(box.x1, x), std::fmin(box.y1, y), std::fmax(box.x2, x), std::fmax(box.y2, y)};
        points.remove_prefix(std::min(end + 1, points.size()));
    }
    return box;
}

}  // namespace

std::optional<Box> cvat_box(const pugi::xml_node& shape) {
    const std::string_view kind = shape.name();
    const auto side = [&](const char* name) { return parse_number(shape.attribute(name).value()); };
    if (kind == "box") {
        return Box{side("xtl"), side("ytl"), side("xbr"), side("ybr")};
    }
    if (kind == "ellipse") {
        return Box{side("cx") - side("rx"), side("cy") - side("ry"), side("cx") + side("rx"), side("cy") + side("ry")};
    }
    if (kind == "mask") {
        return Box::from_xywh(side("left"), side("top"), side("width"), side("height"));
    }
    if (kind == "polygon") {
        return around_points(shape.attribute("points").value());
    }
    return {};
}

Box upright_around(const Box& box, double degrees) {
    const double a = degrees * std::acos(-1.0) / 180;
    const double w = box.width() * std::abs(std::cos(a)) + box.height() * std::abs(std::sin(a));
    const double h = box.width() * std::abs(std::sin(a)) + box.height() * std::abs(std::cos(a));
    return Box::from_xywh((box.x1 + box.x2 - w) / 2, (box.y1 + box.y2 - h) / 2, w, h);
}

}  // namespace destudio::dataset

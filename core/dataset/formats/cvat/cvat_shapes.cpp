// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/cvat/cvat_shapes.h"

#include <algorithm>
#include <cmath>

#include "core/dataset/model/outline_shape.h"
#include "core/dataset/text/number_text.h"

namespace destudio::dataset {

namespace {

// "x,y;x,y;…"; empty where one is no number.
Ring ring_of_text(std::string_view points) {
    Ring ring;
    while (!points.empty()) {
        const auto end = std::min(points.find(';'), points.size());
        const std::string_view point = points.substr(0, end);
        const auto comma = std::min(point.find(','), point.size());
        const double x = parse_number(point.substr(0, comma));
        const double y = parse_number(point.substr(std::min(comma + 1, point.size())));
        if (!std::isfinite(x) || !std::isfinite(y)) {
            return {};
        }
        ring.push_back({x, y});
        points.remove_prefix(std::min(end + 1, points.size()));
    }
    return ring;
}

// The part of a picture that a mask is told in.
struct MaskPlace {
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;
};

// Nothing where the place is no part of the picture.
std::optional<MaskPlace> mask_place(const pugi::xml_node& shape, Size image) {
    const auto number = [&](const char* name) {
        const double value = parse_number(shape.attribute(name).value());
        return value >= 0 && value < 1e6 && value == std::floor(value) ? static_cast<int>(value) : -1;
    };
    const MaskPlace place{number("left"), number("top"), number("width"), number("height")};
    const bool fits = place.left >= 0 && place.top >= 0 && place.width > 0 && place.height > 0 &&
                      place.left + place.width <= image.width && place.top + place.height <= image.height &&
                      std::int64_t{image.width} * image.height <= kMaxMaskPixels;
    return fits ? std::optional(place) : std::nullopt;
}

// The runs of a mask, by turns outside and inside, first outside: "3, 2, 5". Empty when broken.
std::optional<MaskRuns> mask_of_rows(const std::string& text, const MaskPlace& place, Size image) {
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height), 0);
    const std::int64_t total = std::int64_t{place.width} * place.height;
    std::int64_t at = 0;
    bool inside = false;
    for (std::size_t start = 0; start < text.size(); inside = !inside) {
        const std::size_t end = std::min(text.find(',', start), text.size());
        const double count = parse_number(std::string_view(text).substr(start, end - start));
        if (!(count >= 0 && count <= double(total - at))) {
            return {};
        }
        for (const std::int64_t last = at + static_cast<std::int64_t>(count); at < last; ++at) {
            const auto row = static_cast<std::size_t>(place.top + at / place.width);
            const auto column = static_cast<std::size_t>(place.left + at % place.width);
            pixels[row * static_cast<std::size_t>(image.width) + column] = inside ? 1 : 0;
        }
        start = end + 1;
    }
    return runs_of_pixels(pixels, image);
}

std::string rows_of_mask(const std::vector<std::uint8_t>& pixels, const MaskPlace& place, Size image) {
    std::string text;
    bool inside = false;
    std::int64_t run = 0;
    const auto put = [&] { text += (text.empty() ? "" : ", ") + std::to_string(run); };
    for (int y = place.top; y < place.top + place.height; ++y) {
        for (int x = place.left; x < place.left + place.width; ++x) {
            const auto at =
                static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x);
            if ((pixels[at] != 0) != inside) {
                put();
                run = 0;
                inside = !inside;
            }
            ++run;
        }
    }
    put();
    return text;
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
        const Box around = bounds_of(Outline{ring_of_text(shape.attribute("points").value())});
        return around.empty() ? Box{NAN, NAN, NAN, NAN} : around;
    }
    return {};
}

RawJson cvat_outline(const pugi::xml_node& shape, Size image) {
    const std::string_view kind = shape.name();
    if (kind == "polygon") {
        return outline_json(Outline{ring_of_text(shape.attribute("points").value())});
    }
    const auto place = kind == "mask" ? mask_place(shape, image) : std::nullopt;
    const auto mask = place ? mask_of_rows(shape.attribute("rle").value(), *place, image) : std::nullopt;
    return mask && area_of(*mask) > 0 ? outline_json(*mask) : RawJson();
}

const char* cvat_shape_name(const Annotation& annotation) {
    return annotation.outline.empty()                                  ? "box"
           : !has_runs(annotation) && rings_of(annotation).size() == 1 ? "polygon"
                                                                       : "mask";
}

void write_cvat_shape(const Annotation& annotation, Size image, pugi::xml_node& shape) {
    constexpr int kDigits = 4;
    const std::string_view kind = shape.name();
    const auto mask = kind == "mask" ? mask_of(annotation, image) : std::nullopt;
    const Box place = mask ? bounds_of(*mask) : Box{};
    if (kind == "polygon") {
        std::string points;
        const Outline rings = rings_of(annotation);
        for (const Corner& corner : rings.at(0)) {
            points += (points.empty() ? "" : ";") + decimal(corner.x, kDigits) + "," + decimal(corner.y, kDigits);
        }
        shape.append_attribute("points") = points.c_str();
    } else if (!place.empty()) {
        const MaskPlace whole{static_cast<int>(place.x1), static_cast<int>(place.y1), static_cast<int>(place.width()),
                              static_cast<int>(place.height())};
        shape.append_attribute("rle") = rows_of_mask(pixels_of(*mask), whole, image).c_str();
        shape.append_attribute("left") = whole.left;
        shape.append_attribute("top") = whole.top;
        shape.append_attribute("width") = whole.width;
        shape.append_attribute("height") = whole.height;
    } else {
        shape.set_name("box");  // also for an outline that fills no pixel
        shape.append_attribute("xtl") = decimal(annotation.box.x1, kDigits).c_str();
        shape.append_attribute("ytl") = decimal(annotation.box.y1, kDigits).c_str();
        shape.append_attribute("xbr") = decimal(annotation.box.x2, kDigits).c_str();
        shape.append_attribute("ybr") = decimal(annotation.box.y2, kDigits).c_str();
    }
}

Box upright_around(const Box& box, double degrees) {
    const double a = degrees * std::acos(-1.0) / 180;
    const double w = box.width() * std::abs(std::cos(a)) + box.height() * std::abs(std::sin(a));
    const double h = box.width() * std::abs(std::sin(a)) + box.height() * std::abs(std::cos(a));
    return Box::from_xywh((box.x1 + box.x2 - w) / 2, (box.y1 + box.y2 - h) / 2, w, h);
}

}  // namespace destudio::dataset

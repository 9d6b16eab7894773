// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/model/outline.h"

#include <simdjson.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <optional>

namespace destudio::dataset {

namespace {

namespace dom = simdjson::dom;

constexpr std::int64_t kMaxPixels = std::int64_t{1} << 40U;

std::string polygon_fault(const dom::array& polygons) {
    for (const dom::element polygon : polygons) {
        dom::array numbers;
        if (polygon.get_array().get(numbers) != simdjson::SUCCESS) {
            return "The outline is one flat list, where loaders want a list of polygons";
        }
        std::size_t count = 0;
        for (const dom::element number : numbers) {
            if (!number.is_number()) {
                return "The outline has a coordinate that is no number";
            }
            ++count;
        }
        constexpr std::size_t kLeast = 6;  // pycocotools takes four numbers for a box
        if (count < kLeast || count % 2 != 0) {
            return "The outline has a polygon of " + std::to_string(count) +
                   " numbers; three points or more are needed, each of two numbers";
        }
    }
    return {};
}

// Compressed run lengths: base 32 from '0' on, least significant first, with the difference to the count before
// the last one from the fourth on (cocoapi, common/maskApi.c, rleFrString). Each is handed on; false when the text is
// broken.
template <class Take>
bool each_compressed(std::string_view text, const Take& take) {
    std::int64_t before[2] = {0, 0};  // the last count and the one before
    std::int64_t sum = 0;
    std::size_t number = 0;
    for (std::size_t i = 0; i < text.size(); ++number) {
        std::int64_t value = 0;
        unsigned shift = 0;
        bool more = true;
        while (more) {
            constexpr unsigned kMaxShift = 50;
            if (i >= text.size() || shift > kMaxShift) {
                return false;
            }
            const int digit = static_cast<unsigned char>(text[i++]) - '0';
            if (digit < 0 || digit > 63) {
                return false;
            }
            value |= static_cast<std::int64_t>(digit & 0x1F) << shift;
            more = (digit & 0x20) != 0;
            shift += 5;
            if (!more && (digit & 0x10) != 0) {
                value |= -(std::int64_t{1} << shift);
            }
        }
        value += number > 2 ? before[1] : 0;
        if (value < 0 || value > kMaxPixels || (sum += value) > kMaxPixels) {
            return false;
        }
        take(value);
        before[1] = before[0];
        before[0] = value;
    }
    return true;
}

template <class Take>
bool each_listed(const dom::array& counts, const Take& take) {
    std::int64_t sum = 0;
    for (const dom::element count : counts) {
        std::int64_t value = 0;
        if (count.get_int64().get(value) != simdjson::SUCCESS || value < 0 || value > kMaxPixels ||
            (sum += value) > kMaxPixels) {
            return false;
        }
        take(value);
    }
    return true;
}

// Hands on every run length; false when they are missing or broken.
template <class Take>
bool each_run(const dom::object& runs, const Take& take) {
    std::string_view text;
    dom::array list;
    if (runs["counts"].get_string().get(text) == simdjson::SUCCESS) {
        return each_compressed(text, take);
    }
    return runs["counts"].get_array().get(list) == simdjson::SUCCESS && each_listed(list, take);
}

// Height and width; nothing when they make no sense.
std::optional<std::array<std::int64_t, 2>> size_of_runs(const dom::object& runs) {
    dom::array size;
    std::array<std::int64_t, 2> sides{};
    bool sized = runs["size"].get_array().get(size) == simdjson::SUCCESS && size.size() == 2;
    for (std::size_t i = 0; sized && i < 2; ++i) {
        constexpr std::int64_t kMaxSide = 10'000'000;
        sized = size.at(i).get_int64().get(sides[i]) == simdjson::SUCCESS && sides[i] > 0 && sides[i] <= kMaxSide;
    }
    return sized ? std::optional(sides) : std::nullopt;
}

std::string run_length_fault(const dom::object& runs, Size image) {
    const auto size = size_of_runs(runs);
    if (!size) {
        return "The outline in run lengths has no size [height, width]";
    }
    const auto& sides = *size;
    if (image.width > 0 && (sides[1] != image.width || sides[0] != image.height)) {
        return "The outline is for " + std::to_string(sides[1]) + " by " + std::to_string(sides[0]) +
               " pixels, the image has " + std::to_string(image.width) + " by " + std::to_string(image.height);
    }
    std::int64_t sum = 0;
    if (!each_run(runs, [&](std::int64_t run) { sum += run; }) || sum != sides[0] * sides[1]) {
        return "The run lengths of the outline do not add up to its size";
    }
    return {};
}

struct Bounds {
    Box box{NAN, NAN, NAN, NAN};

    void add(double x, double y) {
        box = {std::fmin(box.x1, x), std::fmin(box.y1, y), std::fmax(box.x2, x), std::fmax(box.y2, y)};
    }
    std::optional<Box> get() const { return box.x2 > box.x1 && box.y2 > box.y1 ? std::optional(box) : std::nullopt; }
};

// False when a coordinate is missing or no number.
bool add_points(const dom::array& numbers, Bounds& bounds) {
    double x = NAN;
    std::size_t count = 0;
    for (const dom::element element : numbers) {
        double number = NAN;
        if (element.get_double().get(number) != simdjson::SUCCESS) {
            return false;
        }
        if (++count % 2 == 1) {
            x = number;
        } else {
            bounds.add(x, number);
        }
    }
    return count % 2 == 0;
}

std::optional<Box> bounds_of_polygons(const dom::array& polygons) {
    Bounds bounds;
    for (const dom::element polygon : polygons) {
        dom::array numbers;
        if (polygon.get_array().get(numbers) != simdjson::SUCCESS) {  // one flat list
            return add_points(polygons, bounds) ? bounds.get() : std::nullopt;
        }
        if (!add_points(numbers, bounds)) {
            return {};
        }
    }
    return bounds.get();
}

// Runs go down the columns, first of what is outside.
std::optional<Box> bounds_of_runs(const dom::object& runs) {
    const auto size = size_of_runs(runs);
    if (!size) {
        return {};
    }
    const std::int64_t height = (*size)[0];
    Bounds bounds;
    std::int64_t at = 0;
    bool inside = false;
    const bool sound = each_run(runs, [&](std::int64_t run) {
        if (inside && run > 0) {
            const std::int64_t last = at + run - 1;
            const bool one_column = at / height == last / height;
            bounds.add(double(at / height), one_column ? double(at % height) : 0);
            bounds.add(double(last / height) + 1, one_column ? double(last % height) + 1 : double(height));
        }
        at += run;
        inside = !inside;
    });
    return sound && at == height * (*size)[1] ? bounds.get() : std::nullopt;
}

}  // namespace

struct OutlineCheck::Parser {
    dom::parser parser;
};

OutlineCheck::OutlineCheck() : m_parser(std::make_unique<Parser>()) {}
OutlineCheck::~OutlineCheck() = default;

std::string OutlineCheck::fault(std::string_view outline, Size image) {
    dom::element value;
    if (m_parser->parser.parse(outline.data(), outline.size(), false).get(value) != simdjson::SUCCESS) {
        return "The outline is no JSON that every loader reads";
    }
    if (value.is_array()) {
        return polygon_fault(value.get_array().value_unsafe());
    }
    if (value.is_object()) {
        return run_length_fault(value.get_object().value_unsafe(), image);
    }
    return "The outline is neither polygons nor run lengths";
}

std::optional<Box> OutlineCheck::bounds(std::string_view outline) {
    dom::element value;
    if (m_parser->parser.parse(outline.data(), outline.size(), false).get(value) != simdjson::SUCCESS) {
        return {};
    }
    return value.is_array()    ? bounds_of_polygons(value.get_array().value_unsafe())
           : value.is_object() ? bounds_of_runs(value.get_object().value_unsafe())
                               : std::nullopt;
}

}  // namespace destudio::dataset

// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/model/outline.h"

#include <simdjson.h>

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

// Sum of compressed run lengths: base 32 from '0' on, least significant first, with the difference to the count before
// the last one from the fourth on (cocoapi, common/maskApi.c, rleFrString). Nothing when the text is broken.
std::optional<std::int64_t> sum_of_compressed(std::string_view text) {
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
                return {};
            }
            const int digit = static_cast<unsigned char>(text[i++]) - '0';
            if (digit < 0 || digit > 63) {
                return {};
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
            return {};
        }
        before[1] = before[0];
        before[0] = value;
    }
    return sum;
}

std::optional<std::int64_t> sum_of_list(const dom::array& counts) {
    std::int64_t sum = 0;
    for (const dom::element count : counts) {
        std::int64_t value = 0;
        if (count.get_int64().get(value) != simdjson::SUCCESS || value < 0 || value > kMaxPixels ||
            (sum += value) > kMaxPixels) {
            return {};
        }
    }
    return sum;
}

std::string run_length_fault(const dom::object& runs, Size image) {
    dom::array size;
    std::int64_t sides[2] = {0, 0};  // height, width
    bool sized = runs["size"].get_array().get(size) == simdjson::SUCCESS && size.size() == 2;
    for (std::size_t i = 0; sized && i < 2; ++i) {
        constexpr std::int64_t kMaxSide = 10'000'000;
        sized = size.at(i).get_int64().get(sides[i]) == simdjson::SUCCESS && sides[i] > 0 && sides[i] <= kMaxSide;
    }
    if (!sized) {
        return "The outline in run lengths has no size [height, width]";
    }
    if (image.width > 0 && (sides[1] != image.width || sides[0] != image.height)) {
        return "The outline is for " + std::to_string(sides[1]) + " by " + std::to_string(sides[0]) +
               " pixels, the image has " + std::to_string(image.width) + " by " + std::to_string(image.height);
    }
    std::optional<std::int64_t> sum;
    std::string_view text;
    dom::array list;
    if (runs["counts"].get_string().get(text) == simdjson::SUCCESS) {
        sum = sum_of_compressed(text);
    } else if (runs["counts"].get_array().get(list) == simdjson::SUCCESS) {
        sum = sum_of_list(list);
    }
    if (!sum || *sum != sides[0] * sides[1]) {
        return "The run lengths of the outline do not add up to its size";
    }
    return {};
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

}  // namespace destudio::dataset

// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/model/outline_shape.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/dataset/text/number_text.h"

namespace destudio::dataset {

namespace {

constexpr std::size_t kLeastCorners = 3;

nlohmann::json parsed_outline(const Annotation& annotation) {
    return annotation.outline.empty() ? nlohmann::json()
                                      : nlohmann::json::parse(annotation.outline.view(), nullptr, false);
}

bool is_maskable(Size size) {
    return std::int64_t{size.width} * size.height <= kMaxMaskPixels;
}

Size size_of_outline(const nlohmann::json& runs) {
    const auto size = runs.is_object() ? runs.find("size") : runs.end();
    constexpr std::int64_t kMaxSide = 100'000;
    if (!runs.is_object() || size == runs.end() || !size->is_array() || size->size() != 2) {
        return {};
    }
    const auto side = [&](std::size_t i) {
        const bool sound = (*size)[i].is_number_integer() && (*size)[i] > 0 && (*size)[i] <= kMaxSide;
        return sound ? (*size)[i].get<int>() : 0;
    };
    const Size stated{side(1), side(0)};
    return is_maskable(stated) ? stated : Size{};
}

Outline rings_of_polygons(const nlohmann::json& polygons) {
    Outline outline;
    for (const auto& numbers : polygons) {
        Ring ring;
        for (std::size_t i = 0; numbers.is_array() && i + 1 < numbers.size(); i += 2) {
            if (!numbers[i].is_number() || !numbers[i + 1].is_number()) {
                return {};
            }
            ring.push_back({numbers[i].get<double>(), numbers[i + 1].get<double>()});
        }
        if (ring.size() >= kLeastCorners) {
            outline.push_back(std::move(ring));
        }
    }
    return outline;
}

double square_distance(const Corner& a, const Corner& b) {
    return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
}

// Goes out of `whole` at the corner nearest to `part`, around `part` and back.
void join_ring(Ring& whole, const Ring& part) {
    std::size_t from = 0;
    std::size_t to = 0;
    double best = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < whole.size(); ++i) {
        for (std::size_t j = 0; j < part.size(); ++j) {
            if (const double distance = square_distance(whole[i], part[j]); distance < best) {
                best = distance;
                from = i;
                to = j;
            }
        }
    }
    Ring detour;
    for (std::size_t i = 0; i <= part.size(); ++i) {
        detour.push_back(part[(to + i) % part.size()]);
    }
    detour.push_back(whole[from]);
    whole.insert(whole.begin() + static_cast<std::ptrdiff_t>(from) + 1, detour.begin(), detour.end());
}

}  // namespace

bool has_runs(const Annotation& annotation) {
    const auto view = annotation.outline.view();
    const auto first = view.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && view[first] == '{';
}

Outline rings_of(const Annotation& annotation) {
    const nlohmann::json outline = parsed_outline(annotation);
    if (outline.is_array()) {
        return rings_of_polygons(outline);
    }
    const auto runs = mask_of_json(outline, size_of_outline(outline));
    return runs ? outline_of(*runs) : Outline{};
}

std::optional<MaskRuns> mask_of(const Annotation& annotation, Size image) {
    return annotation.outline.empty() || !is_maskable(image) ? std::nullopt
                                                             : mask_of_json(parsed_outline(annotation), image);
}

RawJson outline_json(const Outline& outline) {
    std::string text;
    for (const Ring& ring : outline) {
        if (ring.size() < kLeastCorners) {
            continue;
        }
        text += text.empty() ? "[[" : ",[";
        for (std::size_t i = 0; i < ring.size(); ++i) {
            constexpr int kDigits = 4;
            text += i == 0 ? "" : ",";
            append_decimal(text, ring[i].x, kDigits);
            text += ',';
            append_decimal(text, ring[i].y, kDigits);
        }
        text += ']';
    }
    return text.empty() ? RawJson() : RawJson(text + "]");
}

RawJson outline_json(const MaskRuns& runs) {
    const nlohmann::json json = {{"size", {runs.size.height, runs.size.width}}, {"counts", compressed_counts(runs)}};
    return RawJson(json.dump());
}

bool is_upright_box(const Ring& ring) {
    if (ring.size() != 4) {
        return false;
    }
    const Box box = bounds_of(Outline{ring});
    const double tolerance = 1e-6 * (1 + std::abs(box.x2) + std::abs(box.y2));
    const auto is_corner = [&](double x, double y) {
        return std::any_of(ring.begin(), ring.end(), [&](const Corner& corner) {
            return std::abs(corner.x - x) <= tolerance && std::abs(corner.y - y) <= tolerance;
        });
    };
    return is_corner(box.x1, box.y1) && is_corner(box.x2, box.y1) && is_corner(box.x2, box.y2) &&
           is_corner(box.x1, box.y2);
}

Ring joined_ring(const Outline& outline) {
    Ring whole = outline.empty() ? Ring{} : outline[0];
    for (std::size_t i = 1; i < outline.size(); ++i) {
        join_ring(whole, outline[i]);
    }
    return whole;
}

bool is_off_outline(const Box& box, const Outline& rings, double tolerance) {
    if (rings.empty()) {
        return false;
    }
    const Box around = bounds_of(rings);
    return std::max({std::abs(around.x1 - box.x1), std::abs(around.y1 - box.y1), std::abs(around.x2 - box.x2),
                     std::abs(around.y2 - box.y2)}) > tolerance;
}

}  // namespace destudio::dataset

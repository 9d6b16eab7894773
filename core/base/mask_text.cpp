// SPDX-License-Identifier: Apache-2.0
// Masks as COCO files write them.
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/mask_runs.h"

namespace destudio {

namespace {

bool fills(const MaskRuns& runs) {
    std::uint64_t sum = 0;
    for (const std::uint32_t count : runs.counts) {
        sum += count;
    }
    return sum == static_cast<std::uint64_t>(runs.size.width) * static_cast<std::uint64_t>(runs.size.height);
}

std::optional<Ring> ring_of_numbers(const nlohmann::json& numbers) {
    if (!numbers.is_array() || numbers.size() < 4 || numbers.size() % 2 != 0) {
        return {};
    }
    Ring ring;
    for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) {
        if (!numbers[i].is_number() || !numbers[i + 1].is_number()) {
            return {};
        }
        ring.push_back({numbers[i].get<double>(), numbers[i + 1].get<double>()});
    }
    if (ring.size() == 2) {  // four numbers are a box for pycocotools: left, top, width, height
        const auto [x, y] = ring[0];
        const auto [w, h] = ring[1];
        ring = {{x, y}, {x, y + h}, {x + w, y + h}, {x + w, y}};
    }
    return ring;
}

}  // namespace

// Base 32 from '0' on, least significant first, with the difference to the count before the last one from the fourth
// on (cocoapi, common/maskApi.c, rleToString).
std::string compressed_counts(const MaskRuns& runs) {
    std::string text;
    for (std::size_t i = 0; i < runs.counts.size(); ++i) {
        auto value = static_cast<std::int64_t>(runs.counts[i]);
        value -= i > 2 ? static_cast<std::int64_t>(runs.counts[i - 2]) : 0;
        bool more = true;
        while (more) {
            auto digit = static_cast<int>(value & 0x1F);
            value >>= 5;
            more = (digit & 0x10) != 0 ? value != -1 : value != 0;
            digit |= more ? 0x20 : 0;
            text += static_cast<char>(digit + '0');
        }
    }
    return text;
}

std::optional<MaskRuns> runs_of_text(std::string_view text, Size size) {
    MaskRuns runs{size, {}};
    for (std::size_t i = 0; i < text.size();) {
        std::int64_t value = 0;
        unsigned shift = 0;
        bool more = true;
        while (more) {
            constexpr unsigned kMaxShift = 40;
            const int digit = i < text.size() ? static_cast<unsigned char>(text[i++]) - '0' : -1;
            if (digit < 0 || digit > 63 || shift > kMaxShift) {
                return {};
            }
            value |= static_cast<std::int64_t>(digit & 0x1F) << shift;
            more = (digit & 0x20) != 0;
            shift += 5;
            if (!more && (digit & 0x10) != 0) {
                value |= -(std::int64_t{1} << shift);
            }
        }
        value += runs.counts.size() > 2 ? static_cast<std::int64_t>(runs.counts[runs.counts.size() - 2]) : 0;
        if (value < 0 || value > std::int64_t{size.width} * size.height) {
            return {};
        }
        runs.counts.push_back(static_cast<std::uint32_t>(value));
    }
    return fills(runs) ? std::optional(std::move(runs)) : std::nullopt;
}

nlohmann::json polygons_json(const Outline& outline) {
    auto polygons = nlohmann::json::array();
    for (const Ring& ring : outline) {
        auto numbers = nlohmann::json::array();
        for (const Corner& corner : ring) {
            for (const double value : {corner.x, corner.y}) {
                constexpr double kSteps = 100;
                numbers.push_back(std::round(value * kSteps) / kSteps);
            }
        }
        polygons.push_back(std::move(numbers));
    }
    return polygons;
}

Outline outline_of_polygons(const nlohmann::json& polygons) {
    Outline outline;
    for (const auto& numbers : polygons) {
        if (auto ring = ring_of_numbers(numbers); ring && numbers.size() > 4) {
            outline.push_back(std::move(*ring));
        }
    }
    return outline;
}

std::optional<MaskRuns> mask_of_json(const nlohmann::json& segmentation, Size size) {
    if (size.width < 1 || size.height < 1) {
        return {};
    }
    if (segmentation.is_array()) {
        Outline outline;
        for (const auto& numbers : segmentation) {
            auto ring = ring_of_numbers(numbers);
            if (!ring) {
                return {};
            }
            outline.push_back(std::move(*ring));
        }
        return fill_outline(outline, size);
    }
    const nlohmann::json stated = {size.height, size.width};
    if (!segmentation.is_object() || !segmentation.contains("counts") || segmentation.value("size", stated) != stated) {
        return {};
    }
    const auto& counts = segmentation["counts"];
    if (counts.is_string()) {
        return runs_of_text(counts.get_ref<const std::string&>(), size);
    }
    MaskRuns runs{size, {}};
    for (const auto& count : counts) {
        if (!count.is_number_integer() || count.get<std::int64_t>() < 0 ||
            count.get<std::int64_t>() > std::int64_t{size.width} * size.height) {
            return {};
        }
        runs.counts.push_back(count.get<std::uint32_t>());
    }
    return counts.is_array() && fills(runs) ? std::optional(std::move(runs)) : std::nullopt;
}

}  // namespace destudio

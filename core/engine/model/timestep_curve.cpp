// SPDX-License-Identifier: Apache-2.0
#include "core/engine/model/timestep_curve.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/json_numbers.h"

namespace destudio {

namespace {

constexpr const char* kFile = "timestep_curve.json";
constexpr const char* kFormat = "destudio-timestep-curve";

}  // namespace

int TimestepCurve::best() const {
    const auto found = std::max_element(points.begin(), points.end(),
                                        [](const TimestepPoint& a, const TimestepPoint& b) { return a.ap < b.ap; });
    return found == points.end() ? 1 : found->timestep;
}

std::vector<int> parse_timesteps(const std::string& text) {
    std::vector<int> timesteps;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (true) {
        int timestep = -1;
        const auto [next, error] = std::from_chars(at, end, timestep);
        if (error != std::errc{} || timestep < 0 || timestep > kMaxTimestep || (next != end && *next != ',')) {
            throw UsageError("\"" + text + "\" is no list of timesteps; write whole numbers from 0 to 999 such as " +
                             "1,50,100.");
        }
        timesteps.push_back(timestep);
        if (next == end) {
            break;
        }
        at = next + 1;
    }
    std::sort(timesteps.begin(), timesteps.end());
    timesteps.erase(std::unique(timesteps.begin(), timesteps.end()), timesteps.end());
    return timesteps;
}

void write_timestep_curve(const std::filesystem::path& adapter, const TimestepCurve& curve) {
    auto points = nlohmann::json::array();
    for (const auto& point : curve.points) {
        points.push_back({{"t", point.timestep}, {"AP", point.ap}, {"AP50", point.ap50}});
    }
    const nlohmann::json json{
        {"format", kFormat}, {"adapter_hash", curve.adapter_hash}, {"images", curve.images}, {"points", points}};
    write_file_atomically(adapter / kFile, json.dump(1) + "\n");
}

TimestepCurve parse_timestep_curve(const nlohmann::json& json, const std::string& name) {
    constexpr std::size_t kMaxPoints = 1000;
    const auto wrong = [&name] {
        return FormatError(name + " is no curve of an adapter. Measure it again with self-check --timesteps.");
    };
    if (!json.is_object() || json.value("format", nlohmann::json()) != kFormat) {
        throw wrong();
    }
    try {
        TimestepCurve curve;
        curve.adapter_hash = json.at("adapter_hash").get<std::string>();
        curve.images = static_cast<std::size_t>(json_integer(json.at("images"), "images", 0, kMaxExactInteger));
        const auto& points = json.at("points");
        if (!points.is_array() || points.size() > kMaxPoints) {
            throw wrong();
        }
        for (const auto& point : points) {
            const auto share = [&point](const char* key) { return json_number(point.at(key), key, -1, 1); };
            curve.points.push_back(
                {static_cast<int>(json_integer(point.at("t"), "t", 0, kMaxTimestep)), share("AP"), share("AP50")});
        }
        return curve;
    } catch (const nlohmann::json::exception&) {
        throw wrong();
    } catch (const Error&) {
        throw wrong();
    }
}

std::optional<TimestepCurve> read_timestep_curve(const std::filesystem::path& adapter,
                                                 const std::string& adapter_hash) {
    std::error_code ec;
    if (!std::filesystem::exists(adapter / kFile, ec)) {
        return std::nullopt;
    }
    auto curve = parse_timestep_curve(read_json(adapter / kFile), (adapter / kFile).string());
    return curve.adapter_hash == adapter_hash && !curve.points.empty() ? std::optional(std::move(curve)) : std::nullopt;
}

}  // namespace destudio

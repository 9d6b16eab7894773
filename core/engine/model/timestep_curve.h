// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace destudio {

/// How well an adapter finds objects at one noise level of the features that it reads.
struct TimestepPoint {
    int timestep = 1;
    double ap = -1;  ///< COCO AP; -1 when undefined
    double ap50 = -1;
    bool operator==(const TimestepPoint&) const = default;
};

/// Measured by a self-check and kept beside the adapter, in timestep_curve.json.
struct TimestepCurve {
    std::string adapter_hash;           ///< of the adapter that was measured
    std::size_t images = 0;             ///< on which
    std::vector<TimestepPoint> points;  ///< rising
    /// The one with the best AP; the lowest of equals. @return 1 without points
    int best() const;
    bool operator==(const TimestepCurve&) const = default;
};

inline constexpr int kMaxTimestep = 999;

/// "1,50,100": whole numbers from 0 to 999; sorted, each once. @throws UsageError
std::vector<int> parse_timesteps(const std::string& text);

/// @throws IoError
void write_timestep_curve(const std::filesystem::path& adapter, const TimestepCurve& curve);
/// The curve beside an adapter; nothing when there is none, or it is that of other weights.
/// @throws FormatError naming the file when it is broken
std::optional<TimestepCurve> read_timestep_curve(const std::filesystem::path& adapter, const std::string& adapter_hash);
/// @param name what to call it in errors @throws FormatError
TimestepCurve parse_timestep_curve(const nlohmann::json& json, const std::string& name);

}  // namespace destudio

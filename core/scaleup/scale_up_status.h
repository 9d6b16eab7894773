// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/scaleup/ledger.h"

namespace destudio::scaleup {

/// A class, or a cluster, on its way to its lower bound.
struct ClassProgress {
    std::string name;
    std::int64_t boxes = 0;  ///< images where it is a cluster
    std::int64_t bound = 0;  ///< kNoBound: counts only
};

/// @param images of each cluster
std::vector<ClassProgress> cluster_progress(const ReferenceClusters& clusters, const std::vector<std::int64_t>& images,
                                            std::int64_t bound);

/// How far a scale-up is; sent after every image and when it pauses.
struct ScaleUpStatus {
    ScaleUpCounts counts;
    std::vector<ClassProgress> classes;
    std::vector<ClassProgress> clusters{};   ///< by what is in them, ReferenceClusters::Cluster::title()
    std::int64_t made_now = 0;               ///< items of this call
    std::optional<std::int64_t> items_left;  ///< estimated from the boxes so far; nothing while it cannot be told
    double images_per_minute = 0;            ///< of this call, pauses left out
    std::optional<double> seconds_left;
    std::uintmax_t bytes_per_image = 0;        ///< measured; before the first image: guessed
    std::optional<std::uintmax_t> bytes_left;  ///< disk space that is still to be used
    std::uintmax_t bytes_free = 0;
    bool paused = false;
    std::string pause_reason;  ///< one sentence when the disk is full
};
using StatusSink = std::function<void(const ScaleUpStatus&)>;

/// Items still to be made: as many as the slowest class needs at the pace so far, at most up to `max_images`. Nothing
/// while a class has not come up yet and no limit is set. @param cluster_bound of the clusters that are counted
std::optional<std::int64_t> estimate_items_left(const ScaleUpCounts& counts, const std::vector<std::int64_t>& bounds,
                                                std::optional<std::int64_t> max_items_left,
                                                std::int64_t cluster_bound = 0);

/// Boxes that uniform selection can expect of each item before anything was made: the references' own.
struct ReferenceSet;
ScaleUpCounts expected_counts(const ReferenceSet& references, std::size_t classes);
/// Items that it takes if variants show what their references show; nothing when a class is not among them.
std::optional<std::int64_t> estimate_items(const ReferenceSet& references, const std::vector<std::int64_t>& bounds);

/// A guess at a PNG's size before the first one is there.
std::uintmax_t guess_png_bytes(std::int64_t pixels);

/// Seconds of work, pauses left out.
class WorkClock {
public:
    void start();
    void stop();
    double seconds() const;

private:
    using Clock = std::chrono::steady_clock;
    std::optional<Clock::time_point> m_started;
    double m_before = 0;
};

}  // namespace destudio::scaleup

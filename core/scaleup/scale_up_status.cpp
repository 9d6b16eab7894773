// SPDX-License-Identifier: Apache-2.0
#include "core/scaleup/scale_up_status.h"

#include <algorithm>
#include <cmath>

#include "core/scaleup/class_bounds.h"
#include "core/scaleup/reference_set.h"

namespace destudio::scaleup {

std::optional<std::int64_t> estimate_items_left(const ScaleUpCounts& counts, const std::vector<std::int64_t>& bounds,
                                                std::optional<std::int64_t> max_items_left,
                                                std::int64_t cluster_bound) {
    double most = 0;
    bool known = counts.made > 0;
    const auto look = [&](std::int64_t count, std::int64_t bound) {
        const auto missing = lacking(count, bound);
        if (missing == 0) {
            return;
        }
        known = known && count > 0;
        if (known) {
            most = std::max(most, std::ceil(static_cast<double>(missing) * static_cast<double>(counts.made) /
                                            static_cast<double>(count)));
        }
    };
    for (std::size_t c = 0; c < bounds.size(); ++c) {
        look(counts.classes[c], bounds[c]);
    }
    for (const std::int64_t images : counts.clusters) {
        look(images, cluster_bound);
    }
    if (!known) {
        return max_items_left;
    }
    const auto left = static_cast<std::int64_t>(std::min(most, 1e15));
    return max_items_left ? std::min(left, *max_items_left) : left;
}

std::vector<ClassProgress> cluster_progress(const ReferenceClusters& clusters, const std::vector<std::int64_t>& images,
                                            std::int64_t bound) {
    std::vector<ClassProgress> progress;
    for (std::size_t k = 0; k < clusters.clusters.size(); ++k) {
        progress.push_back({clusters.clusters[k].title(), images[k], bound});
    }
    return progress;
}

ScaleUpCounts expected_counts(const ReferenceSet& references, std::size_t classes) {
    ScaleUpCounts counts;
    counts.made = static_cast<std::int64_t>(references.references.size());
    counts.classes.assign(classes, 0);
    for (const auto& reference : references.references) {
        for (const auto& [class_index, boxes] : reference.counts) {
            counts.classes[static_cast<std::size_t>(class_index)] += boxes;
        }
    }
    return counts;
}

std::optional<std::int64_t> estimate_items(const ReferenceSet& references, const std::vector<std::int64_t>& bounds) {
    const ScaleUpCounts expected = expected_counts(references, bounds.size());
    // As if so many had been made already: what is left then is what is needed from nothing.
    std::vector<std::int64_t> from_nothing = bounds;
    for (std::size_t c = 0; c < from_nothing.size(); ++c) {
        from_nothing[c] += from_nothing[c] == kNoBound ? 0 : expected.classes[c];
    }
    return estimate_items_left(expected, from_nothing, std::nullopt);
}

std::uintmax_t guess_png_bytes(std::int64_t pixels) {
    // Photographs take 1.5 to 2 bytes a pixel, drawings less; the recipe and the annotations come on top.
    constexpr std::uintmax_t kRest = 4096;
    return static_cast<std::uintmax_t>(pixels) * 7 / 4 + kRest;
}

void WorkClock::start() {
    if (!m_started) {
        m_started = Clock::now();
    }
}

void WorkClock::stop() {
    m_before = seconds();
    m_started.reset();
}

double WorkClock::seconds() const {
    return m_before + (m_started ? std::chrono::duration<double>(Clock::now() - *m_started).count() : 0.0);
}

}  // namespace destudio::scaleup

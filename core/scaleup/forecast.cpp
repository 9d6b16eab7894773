// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/base/error.h"
#include "core/scaleup/class_bounds.h"
#include "core/scaleup/item_maker.h"
#include "core/scaleup/scale_up.h"

namespace destudio::scaleup {

ScaleUpStatus forecast(const ScaleUpRequest& request, const ScaleUpModel& model) {
    check(request.settings);
    const auto& references = request.references.references;
    if (references.empty()) {
        throw UsageError(request.dataset_name + " has no image, so there is nothing to scale up.");
    }
    const auto bounds =
        class_bounds(request.settings, request.references.classes, model.bundle.classes, request.dataset_name);
    const ScaleUpSettings& settings = request.settings;
    ScaleUpStatus status;
    status.counts = ScaleUpCounts{};
    status.counts.classes.assign(bounds.size(), 0);
    for (std::size_t c = 0; c < bounds.size(); ++c) {
        status.classes.push_back({model.bundle.classes[c], 0, bounds[c]});
    }
    const std::int64_t shards = settings.shard.count;
    status.items_left = estimate_items(request.references, bounds);
    if (settings.clusters > 0 && status.items_left) {
        // Which reference is in which cluster is not known yet; so many images it takes at least.
        const auto clusters = std::min<std::int64_t>(settings.clusters, static_cast<std::int64_t>(references.size()));
        status.items_left = std::max(*status.items_left, clusters * (settings.cluster_bound + 1));
    }
    if (settings.max_images) {
        status.items_left = std::min(status.items_left.value_or(*settings.max_images), *settings.max_images);
    }
    if (status.items_left) {
        status.items_left = (*status.items_left + shards - 1) / shards;
    }
    std::int64_t pixels = 0;
    for (const auto& reference : references) {
        const auto plan = plan_reference(reference.size, settings, model.bundle, 0);
        pixels += std::int64_t{plan.size.width} * plan.size.height;
    }
    status.bytes_per_image = guess_png_bytes(pixels / static_cast<std::int64_t>(references.size()));
    status.bytes_free = free_space(existing_parent(request.out));
    if (status.items_left) {
        status.bytes_left = static_cast<std::uintmax_t>(*status.items_left) * status.bytes_per_image;
    }
    return status;
}

}  // namespace destudio::scaleup

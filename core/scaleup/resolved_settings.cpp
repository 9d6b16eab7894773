// SPDX-License-Identifier: Apache-2.0
#include "core/scaleup/resolved_settings.h"

#include "core/base/error.h"
#include "core/scaleup/class_bounds.h"
#include "core/scaleup/scale_up_status.h"

namespace destudio::scaleup {

ResolvedSettings::ResolvedSettings(const ScaleUpRequest& request, const ScaleUpModel& model)
    : bounds(class_bounds(request.settings, request.references.classes, model.bundle.classes, request.dataset_name)),
      manifest(make_manifest(request.settings, model, request.references, bounds)) {
    if (request.references.references.empty()) {
        throw UsageError(request.dataset_name + " has no image, so there is nothing to scale up.");
    }
}

void require_an_end(const ScaleUpRequest& request, const ResolvedSettings& resolved) {
    const ScaleUpSettings& settings = request.settings;
    if (settings.max_images || settings.max_hours) {
        return;
    }
    const auto expected = expected_counts(request.references, resolved.bounds.size());
    for (std::size_t c = 0; c < resolved.bounds.size(); ++c) {
        if (resolved.bounds[c] != kNoBound && expected.classes[c] == 0) {
            throw UsageError("No reference shows \"" + resolved.manifest.classes[c] +
                             "\", so its lower bound may never be reached; set --max-images or --max-hours, or leave "
                             "the class out with --classes.");
        }
    }
}

}  // namespace destudio::scaleup

// SPDX-License-Identifier: Apache-2.0
#include "core/project/lost_ladder.h"

#include <algorithm>

#include "core/project/object_lanes.h"

namespace destudio {

std::size_t objects_lost_everywhere(Project& project, RowId reference_id, double threshold) {
    const Reference reference = project.references().get(reference_id);
    const auto truth = project.references().boxes(reference_id);
    std::size_t most = 0;
    for (const VariantRecord& variant : project.variants().of_reference(reference_id)) {
        if (variant.state == VariantState::kFailed || variant.state == VariantState::kRejected) {
            continue;
        }
        const auto objects = objects_in_crop(truth, variant.recipe.crop, reference.size);
        const auto match = match_objects(
            objects, objects_of_variant(project.annotations().of_variant(variant.id, threshold), variant.recipe.size));
        if (std::any_of(match.objects.begin(), match.objects.end(),
                        [](const ObjectMatch::Entry& entry) { return survives(entry.fate); })) {
            return 0;
        }
        most = std::max(most, objects.size());
    }
    return most;
}

}  // namespace destudio

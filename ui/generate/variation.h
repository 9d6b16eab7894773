// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/project/store/types.h"

namespace destudio::ui {

/// How a variant is varied: another seed, or the same seed at a lower or higher
/// encode ratio.
enum class Variation { kMoreLikeThis, kLessChange, kMoreChange };

/// What makes a variation of a variant.
struct VariationPlan {
    GenerationSettings settings;    ///< of the variant's recipe, one ratio and one
                                    ///< seed; bundle and adapter of `current`
    std::optional<RowId> existing;  ///< the variant that is already what would be made
};

/// Ratios go in steps of a tenth, by at least one effective step. Nothing when
/// the ratio is at its end.
/// @param variants all of the reference, `variant` among them
std::optional<VariationPlan> plan_variation(Variation variation, const VariantRecord& variant,
                                            const std::vector<VariantRecord>& variants,
                                            const std::vector<std::uint64_t>& pending_seeds,
                                            const GenerationSettings& current);

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/scaleup/manifest.h"
#include "core/scaleup/scale_up.h"

namespace destudio::scaleup {

/// Everything that is settled before the first item.
struct ResolvedSettings {
    /// @throws UsageError when there is no reference, and as class_bounds()
    ResolvedSettings(const ScaleUpRequest& request, const ScaleUpModel& model);

    std::vector<std::int64_t> bounds;
    Manifest manifest;
};

/// A class that no reference shows comes up by chance only; without a limit that may take for ever.
/// @throws UsageError
void require_an_end(const ScaleUpRequest& request, const ResolvedSettings& resolved);

}  // namespace destudio::scaleup

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stop_token>

#include "core/engine/generation/inspection.h"

namespace destudio::diffusion {
class StableDiffusionBundle;
}

namespace destudio {

class LazyAdapter;

/// Generator::inspect on the parts of a loaded bundle: one U-Net call for the features and boxes, then one for each of
/// the other attention steps. @param adapter nullptr without one
/// @throws UsageError, CancelledError within one U-Net call
Inspection inspect_picture(diffusion::StableDiffusionBundle& model, LazyAdapter* adapter,
                           const InspectionRequest& request, const std::stop_token& stop);

}  // namespace destudio

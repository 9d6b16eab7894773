// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stop_token>

#include "core/engine/generation/inspection.h"
#include "core/nn/models/unet_2d_condition.h"

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

/// The features alone, as the adapter would read them: one U-Net call. Attention settings do not count. @throws alike
nn::FeatureLevels picture_pyramid(diffusion::StableDiffusionBundle& model, const InspectionRequest& request,
                                  const std::stop_token& stop);

}  // namespace destudio

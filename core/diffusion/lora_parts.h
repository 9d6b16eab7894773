// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lora/merged_weights.h"
#include "core/models/model_description.h"
#include "core/models/part_weights.h"

namespace destudio::diffusion {

/// The parts of a model that LoRA files can change: U-Net and text encoders. @throws IoError, FormatError
lora::Parts open_lora_parts(const models::ModelDescription& model, models::PartOpener& opener);

}  // namespace destudio::diffusion

// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/lora_parts.h"

namespace destudio::diffusion {

lora::Parts open_lora_parts(const models::ModelDescription& model, models::PartOpener& opener) {
    lora::Parts parts;
    parts[lora::Component::kUnet] = opener.open(model.unet);
    parts[lora::Component::kTextEncoder] = opener.open_text(model.text.weights);
    if (model.text_2) {
        parts[lora::Component::kTextEncoder2] = opener.open_text(model.text_2->weights);
    }
    return parts;
}

}  // namespace destudio::diffusion

// SPDX-License-Identifier: Apache-2.0
#include "core/models/model_family.h"

#include <utility>

namespace destudio::models {

namespace {

std::pair<const char*, const char*> words(Family family) {
    switch (family) {
        case Family::kStableDiffusion1:
            return {"sd1", "Stable Diffusion 1.x"};
        case Family::kStableDiffusion2:
            return {"sd2", "Stable Diffusion 2.x"};
        case Family::kStableDiffusionXl:
            return {"sdxl", "Stable Diffusion XL"};
        case Family::kUnet:
            return {"unet", "a U-Net without its model"};
        case Family::kAutoencoder:
            return {"autoencoder", "an autoencoder without its model"};
        case Family::kTinyAutoencoder:
            return {"tiny_autoencoder", "a tiny autoencoder without its model"};
        case Family::kClipText:
            return {"clip_text", "a CLIP text encoder without its model"};
        case Family::kOpenClipText:
            return {"openclip_text", "an OpenCLIP model without a diffusion model"};
        case Family::kLora:
            return {"lora", "a LoRA"};
        case Family::kAdapter:
            return {"adapter", "a detection adapter of this program"};
        case Family::kTextualInversion:
            return {"textual_inversion", "a textual inversion"};
        case Family::kRefiner:
            return {"sdxl_refiner", "the refiner of Stable Diffusion XL"};
        case Family::kFlux:
            return {"flux", "Flux"};
        case Family::kStableDiffusion3:
            return {"sd3", "Stable Diffusion 3"};
        case Family::kOtherTransformer:
            return {"diffusion_transformer", "a diffusion transformer"};
        case Family::kVideo:
            return {"video", "a video model"};
        case Family::kControlNet:
            return {"controlnet", "a ControlNet"};
        case Family::kGligen:
            return {"gligen", "GLIGEN"};
        case Family::kIpAdapter:
            return {"ip_adapter", "an IP-Adapter"};
        case Family::kEdm:
            return {"edm", "a model of Stable Diffusion XL's shape with the EDM noise schedule"};
        case Family::kUnclip:
            return {"unclip", "an unCLIP model"};
        case Family::kUpscaler:
            return {"upscaler", "an upscaling model"};
        case Family::kDepth:
            return {"depth", "a depth-guided model"};
        case Family::kCascade:
            return {"cascade", "Stable Cascade"};
        case Family::kT5Text:
            return {"t5_text", "a T5 text encoder"};
        case Family::kLanguageModel:
            return {"language_model", "a language model"};
        case Family::kUnknown:
            break;
    }
    return {"unknown", "something that this program does not know"};
}

}  // namespace

std::string family_word(Family family) {
    return words(family).first;
}

std::string family_name(Family family) {
    return words(family).second;
}

bool is_drawable(Family family) {
    return family == Family::kStableDiffusion1 || family == Family::kStableDiffusion2 ||
           family == Family::kStableDiffusionXl;
}

}  // namespace destudio::models

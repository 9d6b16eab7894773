// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace destudio::models {

/// What a model file is.
enum class Family {
    kUnknown,
    // What the studio opens.
    kStableDiffusion1,
    kStableDiffusion2,
    kStableDiffusionXl,
    // Parts, which need a model.
    kUnet,
    kAutoencoder,
    kTinyAutoencoder,
    kClipText,
    kOpenClipText,
    kLora,
    kAdapter,  ///< a detection adapter of this program
    kTextualInversion,
    // What it does not open.
    kRefiner,
    kFlux,
    kStableDiffusion3,
    kOtherTransformer,  ///< PixArt, Hunyuan-DiT, Lumina and the like
    kVideo,
    kControlNet,
    kGligen,
    kIpAdapter,
    kEdm,  ///< Playground 2.5, CosXL: the layout of SDXL, another noise schedule
    kUnclip,
    kUpscaler,
    kDepth,
    kCascade,
    kT5Text,
    kLanguageModel,
};

/// "sd1", "sdxl", ...: stable, for JSON.
std::string family_word(Family family);
/// "Stable Diffusion 1.x", for people.
std::string family_name(Family family);
/// Whether the studio draws with it.
bool is_drawable(Family family);

}  // namespace destudio::models

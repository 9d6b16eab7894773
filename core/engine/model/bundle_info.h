// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/geometry.h"
#include "core/engine/recipe/recipe.h"

namespace destudio {

/// What can be told about a bundle without loading its weights.
struct BundleInfo {
    std::filesystem::path path;
    std::string name;    ///< bundle.json, else the folder's name
    std::string domain;  ///< "clipart", "photo"; for the generic prompt
    std::string licence;
    std::vector<std::string> classes;  ///< the adapter's class list; empty without adapter
    Size native_size;                  ///< pixels: U-Net sample_size times the autoencoder's factor
    int autoencoder_factor = 8;        ///< pixels per latent pixel; every variant's size is a multiple of it
    bool has_adapter = false;
    LabelStep label_step = LabelStep::kLast;  ///< the better one for this adapter: "label_step" of bundle.json
    double guidance_scale = 7.5;              ///< what suits the model: "guidance_scale" of bundle.json
    Sampler sampler = Sampler::kDpmpp2m;      ///< alike, "sampler"
    int steps = 30;                           ///< alike, "steps"
    std::optional<TimestepSpacing> spacing;   ///< that a few-step LoRA asks for; none: the model's own
    std::string few_step;  ///< how it is known to be distilled to few steps (few_step.h); empty for all other models
};

/// Reads model_index.json, bundle.json (optional) and adapter/config.json (optional) of a folder, or the header of a
/// single checkpoint file.
/// @param adapter  another adapter folder than the bundle's own; empty: the bundle's
/// @throws IoError when the folder or model_index.json is missing, FormatError when a file is broken
BundleInfo read_bundle_info(const std::filesystem::path& bundle, const std::filesystem::path& adapter = {});

/// The name of the folder of the built-in bundle among its siblings.
inline constexpr const char* kBuiltInBundle = "clipart";

/// Folder of the built-in bundle: $DESTUDIO_MODELS, else where program_data() says. The folder is a bundle itself or
/// holds some: kBuiltInBundle counts, where there is none the first by name.
/// @throws IoError when there is none
std::filesystem::path built_in_bundle();

/// The same folder's bundles, the built-in one first, then its siblings by name. @throws IoError when there is none
std::vector<std::filesystem::path> built_in_bundles();

}  // namespace destudio

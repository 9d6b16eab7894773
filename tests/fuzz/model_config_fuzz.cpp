// SPDX-License-Identifier: Apache-2.0
// Reads the input as each of the configurations of a bundle's models.
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/detection/dino/dino_config.h"
#include "core/detection/retinanet/retinanet_config.h"
#include "core/diffusion/noise_schedule_config.h"
#include "core/nn/models/autoencoder_kl_config.h"
#include "core/nn/models/autoencoder_tiny_config.h"
#include "core/nn/models/clip_text_config.h"
#include "core/nn/models/unet_2d_condition_config.h"
#include "tests/fuzz/parts.h"

using namespace destudio;

namespace {

/// @param parse of one kind; what it takes is to survive being written and read again
template <class Parse>
void try_parse(const nlohmann::json& json, Parse parse) {
    try {
        const auto config = parse(json, "input");
        parse(to_json(config), "what was written");
    } catch (const Error&) {
        // A sentence for the user: what a broken file should lead to.
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const auto json = parse_json(fuzz::as_text(data, size), "input");
        try_parse(json, nn::parse_unet_2d_condition_config);
        try_parse(json, nn::parse_autoencoder_kl_config);
        try_parse(json, nn::parse_autoencoder_tiny_config);
        try_parse(json, nn::parse_clip_text_config);
        try_parse(json, detection::parse_dino_config);
        try_parse(json, detection::parse_retinanet_config);
        diffusion::parse_noise_schedule_config(json, "input");
    } catch (const Error&) {
        // No JSON, or the last of them.
    }
    return 0;
}

// SPDX-License-Identifier: Apache-2.0
#include "core/verify/diffusion_cases.h"

namespace destudio::verify {

void check_autoencoder(const GoldenRecording& golden, nn::AutoencoderKl& autoencoder, Checks& checks) {
    for (const auto& entry : golden.list("vae_cases")) {
        const auto name = entry.at("name").get<std::string>();
        const auto moments = autoencoder.encode_moments(recorded_image(golden, name, checks));
        golden.compare(checks, name + ".moments", moments);
        golden.compare(checks, name + ".mean", nn::moments_mean(moments));
        golden.compare(checks, name + ".logvar", nn::moments_logvar(moments));
        if (golden.has(name + ".eps")) {
            golden.compare(checks, name + ".sample", nn::moments_sample(moments, golden[name + ".eps"]));
        }
        if (golden.has(name + ".decode_in")) {
            golden.compare(checks, name + ".decode_out", autoencoder.decode(golden[name + ".decode_in"]));
        }
    }
}

}  // namespace destudio::verify

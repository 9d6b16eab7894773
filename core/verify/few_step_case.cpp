// SPDX-License-Identifier: Apache-2.0
#include "core/base/cancellation.h"
#include "core/verify/diffusion_cases.h"

namespace destudio::verify {

void run_few_step_case(const GoldenRecording& golden, Checks& checks, const std::stop_token& stop) {
    const torch::NoGradGuard no_grad;
    BundleNetworks networks;
    guarded(checks, "vae", [&] {
        const auto part = golden.folder() / "vae";
        networks.autoencoder = load_network<nn::AutoencoderKl>(part, "diffusion_pytorch_model",
                                                               nn::read_autoencoder_kl_config(part / "config.json"));
    });
    guarded(checks, "unet", [&] {
        const auto part = golden.folder() / "unet";
        networks.unet = load_network<nn::Unet2dCondition>(part, "diffusion_pytorch_model",
                                                          nn::read_unet_2d_condition_config(part / "config.json"));
        check_time_embedding(golden, *networks.unet, checks);
        check_unet(golden, *networks.unet, checks);
    });
    throw_if_stopped(stop);
    if (networks.autoencoder && networks.unet) {
        guarded(checks, "e2e", [&] { check_end_to_end(golden, networks, checks, stop); });
    }
    golden.fail_unused(checks);
}

}  // namespace destudio::verify

// SPDX-License-Identifier: Apache-2.0
#include "core/base/cancellation.h"
#include "core/verify/diffusion_cases.h"

namespace destudio::verify {

void run_bundle_case(const GoldenRecording& golden, Checks& checks, std::stop_token stop) {
    const torch::NoGradGuard no_grad;
    const auto& folder = golden.folder();
    BundleNetworks networks;
    guarded(checks, "tokenizer", [&] { check_tokenizer(golden, checks); });
    guarded(checks, "text_encoder", [&] {
        const auto part = folder / "text_encoder";
        networks.text_encoder =
            load_network<nn::ClipTextEncoder>(part, "model", nn::read_clip_text_config(part / "config.json"));
        check_text_encoder(golden, *networks.text_encoder, checks);
    });
    throw_if_stopped(stop);
    guarded(checks, "vae", [&] {
        const auto part = folder / "vae";
        networks.autoencoder = load_network<nn::AutoencoderKl>(part, "diffusion_pytorch_model",
                                                               nn::read_autoencoder_kl_config(part / "config.json"));
        check_autoencoder(golden, *networks.autoencoder, checks);
        check_autoencoder_submodules(golden, *networks.autoencoder, checks);
    });
    throw_if_stopped(stop);
    guarded(checks, "unet", [&] {
        const auto part = folder / "unet";
        networks.unet = load_network<nn::Unet2dCondition>(part, "diffusion_pytorch_model",
                                                          nn::read_unet_2d_condition_config(part / "config.json"));
        check_time_embedding(golden, *networks.unet, checks);
        check_unet(golden, *networks.unet, checks);
        check_unet_submodules(golden, *networks.unet, checks);
    });
    throw_if_stopped(stop);
    if (networks.autoencoder && networks.unet) {
        guarded(checks, "adapter", [&] { check_adapter_features(golden, networks, checks); });
        guarded(checks, "e2e", [&] { check_end_to_end(golden, networks, checks, stop); });
    }
    golden.fail_unused(checks);
}

}  // namespace destudio::verify

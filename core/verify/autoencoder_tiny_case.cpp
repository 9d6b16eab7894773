// SPDX-License-Identifier: Apache-2.0
#include "core/nn/io/weights.h"
#include "core/nn/models/autoencoder_tiny.h"
#include "core/verify/diffusion_cases.h"

namespace destudio::verify {

void run_autoencoder_tiny_case(const GoldenRecording& golden, Checks& checks) {
    const torch::NoGradGuard no_grad;
    const auto folder = golden.folder() / "vae";
    const nn::SkipInitialization skip;
    nn::AutoencoderTiny autoencoder(nn::read_autoencoder_tiny_config(folder / "config.json"));
    nn::load_weights(autoencoder, nn::find_weights(folder, "diffusion_pytorch_model"), {.dtype = torch::kFloat32});
    for (int i = 0; golden.has("image_" + std::to_string(i)); ++i) {
        const auto number = std::to_string(i);
        golden.compare(checks, "latent_" + number, autoencoder.encode(golden["image_" + number]));
        golden.compare(checks, "reconstruction_" + number, autoencoder.decode(golden["latent_" + number]));
    }
    golden.fail_unused(checks);
}

}  // namespace destudio::verify

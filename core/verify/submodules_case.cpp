// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "core/verify/diffusion_cases.h"

namespace destudio::verify {

namespace {

/// Compares the output of every module of `model` that has a recording called PREFIX.path while it lives.
class SubmoduleObservers {
public:
    SubmoduleObservers(torch::nn::Module& model, const std::string& prefix, const GoldenRecording& golden,
                       Checks& checks) {
        for (const auto& item : model.named_modules()) {
            const auto module = std::dynamic_pointer_cast<nn::ObservableModule>(item.value());
            const std::string name = prefix + item.key();
            if (module == nullptr || !golden.has(name)) {
                continue;
            }
            m_observed.push_back(module);
            module->observe([&golden, &checks, name](const torch::Tensor& output) {
                const auto expected = golden[name];
                // Where the original flattens the pixels of an image, ours may still have them as rows and columns.
                const bool flattened = output.dim() == 4 && expected.dim() == 3 && output.numel() == expected.numel() &&
                                       output.size(1) == expected.size(1);
                golden.compare(checks, name, flattened ? output.flatten(2) : output);
            });
        }
    }
    ~SubmoduleObservers() {
        for (const auto& module : m_observed) {
            module->observe({});
        }
    }
    SubmoduleObservers(const SubmoduleObservers&) = delete;
    SubmoduleObservers& operator=(const SubmoduleObservers&) = delete;

private:
    std::vector<std::shared_ptr<nn::ObservableModule>> m_observed;
};

}  // namespace

void check_unet_submodules(const GoldenRecording& golden, nn::Unet2dCondition& unet, Checks& checks) {
    if (golden.has("debug.unet.sample")) {
        const SubmoduleObservers observers(unet, "debug.unet.", golden, checks);
        unet.forward(golden["debug.unet.sample"], golden["debug.unet.timestep"], golden["debug.unet.context"]);
    }
}

void check_autoencoder_submodules(const GoldenRecording& golden, nn::AutoencoderKl& autoencoder, Checks& checks) {
    const SubmoduleObservers observers(autoencoder, "debug.vae.", golden, checks);
    if (golden.has("debug.vae.image")) {
        autoencoder.encode_moments(golden["debug.vae.image"]);
    }
    if (golden.has("debug.vae.latent")) {
        autoencoder.decode(golden["debug.vae.latent"]);
    }
}

}  // namespace destudio::verify

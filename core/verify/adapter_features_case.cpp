// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/noise_schedule.h"
#include "core/verify/diffusion_cases.h"

namespace destudio::verify {

void check_adapter_features(const GoldenRecording& golden, const BundleNetworks& networks, Checks& checks) {
    const auto& entries = golden.list("adapter_cases");
    if (entries.empty()) {
        return;
    }
    const diffusion::NoiseSchedule schedule(
        diffusion::read_noise_schedule_config(golden.folder() / "scheduler" / "scheduler_config.json"));
    for (const auto& entry : entries) {
        const auto name = entry.at("name").get<std::string>();
        const auto image = recorded_image(golden, name, checks);
        const auto z0 = nn::moments_mean(networks.autoencoder->encode_moments(image)) *
                        networks.autoencoder->config().scaling_factor;
        golden.compare(checks, name + ".z0", z0);
        const auto batch = z0.size(0);
        const auto timesteps = torch::full({batch}, entry.value("timestep", 1), torch::kInt64);
        const auto z1 = schedule.add_noise(z0, golden[name + ".eps"], timesteps);
        golden.compare(checks, name + ".z1", z1);
        const auto context = golden["adapter.empty_embeds"].expand({batch, -1, -1});
        const auto output = networks.unet->forward(z1, timesteps, context, true);
        golden.compare(checks, name + ".out", output.sample);
        compare_pyramid(golden, name, nn::group_features(output.block_outputs, z1.size(2), z1.size(3)), checks);
    }
}

}  // namespace destudio::verify

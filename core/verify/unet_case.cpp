// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/verify/diffusion_cases.h"

namespace destudio::verify {

void check_time_embedding(const GoldenRecording& golden, nn::Unet2dCondition& unet, Checks& checks) {
    if (!golden.has("time.timesteps")) {
        return;
    }
    const auto& config = unet.config();
    const auto sinusoids = nn::sinusoidal_embedding(golden["time.timesteps"], config.block_out_channels.front(),
                                                    config.flip_sin_to_cos, config.freq_shift);
    golden.compare(checks, "time.sinusoid", sinusoids);
    const auto modules = unet.named_modules();
    const auto embedding = std::dynamic_pointer_cast<nn::TimestepEmbedding>(modules["time_embedding"]);
    const auto condition = golden.has("time.timestep_cond") ? golden["time.timestep_cond"] : torch::Tensor();
    golden.compare(checks, "time.embedding", embedding->forward(sinusoids, condition));
    golden.compare(checks, "time.embedding_without", embedding->forward(sinusoids));
}

void check_added_conditions(const GoldenRecording& golden, nn::Unet2dCondition& unet, Checks& checks) {
    if (!golden.has("added.time_ids")) {
        return;
    }
    const auto sizes = nn::size_embedding(golden["added.time_ids"], unet.config());
    golden.compare(checks, "added.time_embeds", sizes);
    const auto vector = torch::cat({golden["added.text_embeds"], sizes}, 1);
    golden.compare(checks, "added.vector", vector);
    const auto modules = unet.named_modules();
    const auto embedding = std::dynamic_pointer_cast<nn::TimestepEmbedding>(modules["add_embedding"]);
    golden.compare(checks, "added.embedding", embedding->forward(vector));
}

void check_unet(const GoldenRecording& golden, nn::Unet2dCondition& unet, Checks& checks) {
    for (const auto& entry : golden.list("unet_cases")) {
        const auto name = entry.at("name").get<std::string>();
        const auto sample = golden[name + ".sample"];
        nn::UnetConditions conditions;
        if (golden.has(name + ".timestep_cond")) {
            // Given: its angles reach thousands of radians, and single precision differs there.
            conditions.guidance = golden[name + ".timestep_cond"];
            golden.set_aside(name + ".w");
        }
        if (golden.has(name + ".time_ids")) {
            conditions.text_embeds = golden[name + ".text_embeds"];
            conditions.time_ids = golden[name + ".time_ids"];
        }
        auto output = unet.forward(sample, golden[name + ".timesteps"], golden[name + ".context"], true, conditions);
        golden.compare(checks, name + ".out", output.sample);
        auto pyramid = nn::group_features(output.block_outputs, sample.size(2), sample.size(3));
        if (entry.value("conditional_half", false)) {
            for (auto& level : pyramid.levels) {
                level = level.chunk(2, 0)[1];
            }
        }
        compare_pyramid(golden, name, pyramid, checks);
    }
}

}  // namespace destudio::verify

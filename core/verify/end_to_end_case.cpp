// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/rung.h"
#include "core/diffusion/guided_prediction.h"
#include "core/verify/diffusion_cases.h"
#include "core/verify/recorded_sampler.h"

namespace destudio::verify {

namespace {

/// What every end-to-end case of a recording shares.
struct SharedInputs {
    torch::Tensor prompt;    ///< [B,77,D]
    torch::Tensor negative;  ///< [B,77,D]
    torch::Tensor z0;
    torch::Tensor noise;
    torch::Tensor variance_noise;  ///< [steps,B,4,h,w] or undefined
};

class EndToEndCase {
public:
    EndToEndCase(const GoldenRecording& golden, const BundleNetworks& networks, const SharedInputs& inputs,
                 const nlohmann::json& base, const nlohmann::json& entry)
        : m_golden(golden),
          m_networks(networks),
          m_inputs(inputs),
          m_name(entry.at("name").get<std::string>()),
          m_sampler(read_recorded_sampler(base, entry, (golden.folder() / "golden.json").string())),
          m_guidance_scale(entry.at("guidance_scale").get<double>()),
          m_run(effective_steps(m_sampler.options.steps, entry.at("strength").get<double>())),
          m_start(static_cast<std::size_t>(m_sampler.options.steps - m_run)) {}

    /// Every step starts from the recorded latent, so that an error shows at the step that makes it.
    void check_steps(Checks& checks, const std::stop_token& stop) const {
        if (!m_golden.has(m_name + ".latents")) {
            return;
        }
        const auto scheduler = m_sampler.make();
        m_golden.compare(checks, m_name + ".timesteps", sampler_timesteps(*scheduler, m_start));
        const auto recorded = m_golden[m_name + ".latents"];
        const auto recorded_guided = m_golden[m_name + ".guided"];
        if (recorded.size(0) != m_run || recorded_guided.size(0) != m_run) {
            throw FormatError(m_name + " has another number of steps than its strength gives.");
        }
        std::vector<torch::Tensor> unconditional;
        std::vector<torch::Tensor> conditional;
        std::vector<torch::Tensor> guided;
        std::vector<torch::Tensor> latents;
        for (std::int64_t i = 0; i < m_run; ++i) {
            throw_if_stopped(stop);
            const auto latent = i == 0 ? m_golden[m_name + ".z_start"] : recorded[i - 1];
            const auto prediction = predict(*scheduler, latent, i);
            unconditional.push_back(prediction.unconditional);
            conditional.push_back(prediction.conditional);
            guided.push_back(prediction.guided);
            latents.push_back(scheduler->step(recorded_guided[i], position(i), latent, variance_noise(i)).prev_sample);
        }
        if (guides()) {
            compare_steps(checks, "uncond", unconditional);
        }
        compare_steps(checks, "cond", conditional);
        compare_steps(checks, "guided", guided);
        compare_steps(checks, "latents", latents);
    }

    /// The whole run from the clean latent to the image.
    void check_run(Checks& checks, const std::stop_token& stop) const {
        const auto scheduler = m_sampler.make();
        auto latent = m_inputs.z0;
        if (m_run > 0) {
            latent = scheduler->add_noise(m_inputs.z0, m_inputs.noise, m_start);
            m_golden.compare(checks, m_name + ".z_start", latent);
        }
        std::vector<torch::Tensor> latents;
        diffusion::GuidedPrediction prediction;
        for (std::int64_t i = 0; i < m_run; ++i) {
            throw_if_stopped(stop);
            prediction = predict(*scheduler, latent, i);
            latent = scheduler->step(prediction.guided, position(i), latent, variance_noise(i)).prev_sample;
            latents.push_back(latent);
        }
        if (m_run > 0) {
            m_golden.compare(checks, m_name + ".latents", torch::stack(latents));
            compare_pyramid(m_golden, m_name,
                            nn::group_features(prediction.block_outputs, latent.size(2), latent.size(3)), checks);
        }
        const auto decoded = m_networks.autoencoder->decode(latent / m_networks.autoencoder->config().scaling_factor);
        m_golden.compare(checks, m_name + ".decoded", decoded);
        m_golden.compare(checks, m_name + ".image", (decoded / 2 + 0.5).clamp(0, 1));
    }

private:
    bool guides() const { return m_guidance_scale > 1; }
    std::size_t position(std::int64_t i) const { return m_start + static_cast<std::size_t>(i); }

    torch::Tensor variance_noise(std::int64_t i) const {
        return m_inputs.variance_noise.defined() && i < m_inputs.variance_noise.size(0) ? m_inputs.variance_noise[i]
                                                                                        : torch::Tensor();
    }

    diffusion::GuidedPrediction predict(const diffusion::Scheduler& scheduler, const torch::Tensor& latent,
                                        std::int64_t i) const {
        const auto unet = [this](const auto&... inputs) { return m_networks.unet->forward(inputs...); };
        const auto context = guides() ? torch::cat({m_inputs.negative, m_inputs.prompt}) : m_inputs.prompt;
        return diffusion::predict_guided(unet, scheduler, position(i), latent, context, m_guidance_scale, true);
    }

    void compare_steps(Checks& checks, const std::string& what, const std::vector<torch::Tensor>& steps) const {
        const auto name = m_name + "." + what;
        m_golden.compare(checks, name, torch::stack(steps), name + " (step by step)");
    }

    const GoldenRecording& m_golden;
    const BundleNetworks& m_networks;
    const SharedInputs& m_inputs;
    std::string m_name;
    RecordedSampler m_sampler;
    double m_guidance_scale;
    std::int64_t m_run;
    std::size_t m_start;
};

SharedInputs read_inputs(const GoldenRecording& golden, const BundleNetworks& networks, Checks& checks) {
    SharedInputs inputs;
    const auto image = recorded_image(golden, "e2e", checks);
    inputs.z0 =
        nn::moments_mean(networks.autoencoder->encode_moments(image)) * networks.autoencoder->config().scaling_factor;
    golden.compare(checks, "e2e.z0", inputs.z0);
    inputs.prompt =
        networks.text_encoder ? networks.text_encoder->forward(golden["e2e.prompt_ids"]) : golden["e2e.prompt_embeds"];
    inputs.negative = networks.text_encoder ? networks.text_encoder->forward(golden["e2e.negative_ids"])
                                            : golden["e2e.negative_embeds"];
    inputs.noise = golden["e2e.noise"];
    if (golden.has("e2e.variance_noise")) {
        inputs.variance_noise = golden["e2e.variance_noise"];
    }
    return inputs;
}

}  // namespace

void check_end_to_end(const GoldenRecording& golden, const BundleNetworks& networks, Checks& checks,
                      const std::stop_token& stop) {
    const auto& index = golden.index();
    if (!index.contains("e2e") || !index["e2e"].contains("cases") || index["e2e"]["cases"].empty()) {
        return;
    }
    const auto base = read_json(golden.folder() / "scheduler" / "scheduler_config.json");
    const auto inputs = read_inputs(golden, networks, checks);
    for (const auto& entry : index["e2e"]["cases"]) {
        guarded(checks, entry.value("name", std::string("e2e")), [&] {
            const EndToEndCase part(golden, networks, inputs, base, entry);
            part.check_steps(checks, stop);
            part.check_run(checks, stop);
        });
    }
}

}  // namespace destudio::verify

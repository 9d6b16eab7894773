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
    torch::Tensor negative;  ///< [B,77,D]; undefined where no case is guided by it
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
          m_guidance{entry.at("guidance_scale").get<double>(), entry.value("guidance_rescale", 0.0)},
          m_from_noise(entry.value("text_to_image", false)) {
        const double strength = entry.at("strength").get<double>();
        if (entry.value("strength_in_schedule", false)) {
            m_sampler.options.strength = strength;
            m_run = m_sampler.options.steps;
        } else {
            m_run = effective_steps(Sampler::kDdim, m_sampler.options.steps, strength);
        }
        m_start = static_cast<std::size_t>(m_sampler.options.steps - m_run);
    }

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
        std::vector<torch::Tensor> clean;
        std::vector<torch::Tensor> noised;
        for (std::int64_t i = 0; i < m_run; ++i) {
            throw_if_stopped(stop);
            const auto latent = i == 0 ? m_golden[m_name + ".z_start"] : recorded[i - 1];
            const auto prediction = predict(*scheduler, latent, i);
            unconditional.push_back(prediction.unconditional);
            conditional.push_back(prediction.conditional);
            guided.push_back(prediction.guided);
            const auto step = scheduler->step(recorded_guided[i], position(i), latent, variance_noise(i));
            latents.push_back(step.prev_sample);
            clean.push_back(step.pred_x0);
            noised.push_back(step.pred_noised);
        }
        if (guides()) {
            compare_steps(checks, "uncond", unconditional);
        }
        compare_steps(checks, "cond", conditional);
        compare_steps(checks, "guided", guided);
        compare_steps(checks, "latents", latents);
        for (const char* what : {"pred_x0", "denoised"}) {
            compare_steps(checks, what, clean);
        }
        if (!noised.empty() && noised.front().defined()) {
            compare_steps(checks, "pred_noised", noised);
        }
        if (m_golden.has(m_name + ".sigmas")) {
            m_golden.compare(checks, m_name + ".sigmas",
                             sampler_sigmas(*scheduler).slice(0, static_cast<std::int64_t>(m_start)));
        }
    }

    /// The whole run from the clean latent to the image.
    void check_run(Checks& checks, const std::stop_token& stop) const {
        const auto scheduler = m_sampler.make();
        auto latent = m_inputs.z0;
        if (m_run > 0) {
            latent = m_from_noise ? scheduler->scale_noise(m_inputs.noise)
                                  : scheduler->add_noise(m_inputs.z0, m_inputs.noise, m_start);
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
    bool is_told_guidance() const { return m_networks.unet->config().time_cond_proj_dim > 0; }
    bool guides() const { return m_guidance.scale > 1 && !is_told_guidance(); }
    std::size_t position(std::int64_t i) const { return m_start + static_cast<std::size_t>(i); }

    torch::Tensor variance_noise(std::int64_t i) const {
        return m_inputs.variance_noise.defined() && i < m_inputs.variance_noise.size(0) ? m_inputs.variance_noise[i]
                                                                                        : torch::Tensor();
    }

    diffusion::GuidedPrediction predict(const diffusion::Scheduler& scheduler, const torch::Tensor& latent,
                                        std::int64_t i) const {
        nn::UnetConditions conditions;
        if (is_told_guidance()) {
            conditions.guidance =
                nn::guidance_embedding(torch::full({latent.size(0)}, m_guidance.scale, torch::kFloat64),
                                       m_networks.unet->config().time_cond_proj_dim);
        }
        const auto unet = [&](const auto&... inputs) { return m_networks.unet->forward(inputs..., conditions); };
        const auto context = guides() ? torch::cat({m_inputs.negative, m_inputs.prompt}) : m_inputs.prompt;
        return diffusion::predict_guided(unet, scheduler, position(i), latent, context, m_guidance, true);
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
    diffusion::Guidance m_guidance;
    bool m_from_noise;
    std::int64_t m_run = 0;
    std::size_t m_start = 0;
};

SharedInputs read_inputs(const GoldenRecording& golden, const BundleNetworks& networks, Checks& checks) {
    SharedInputs inputs;
    const auto image = recorded_image(golden, "e2e", checks);
    inputs.z0 =
        nn::moments_mean(networks.autoencoder->encode_moments(image)) * networks.autoencoder->config().scaling_factor;
    golden.compare(checks, "e2e.z0", inputs.z0);
    inputs.prompt =
        networks.text_encoder ? networks.text_encoder->forward(golden["e2e.prompt_ids"]) : golden["e2e.prompt_embeds"];
    if (networks.text_encoder) {
        inputs.negative = networks.text_encoder->forward(golden["e2e.negative_ids"]);
    } else if (golden.has("e2e.negative_embeds")) {
        inputs.negative = golden["e2e.negative_embeds"];
    }
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
    const auto scheduler = golden.folder() / "scheduler" / "scheduler_config.json";
    const auto base = std::filesystem::exists(scheduler) ? read_json(scheduler) : nlohmann::json::object();
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

// SPDX-License-Identifier: Apache-2.0
#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/base/rung.h"
#include "core/diffusion/clip_tokenizer.h"
#include "core/diffusion/guided_prediction.h"
#include "core/verify/diffusion_cases.h"
#include "core/verify/recorded_sampler.h"

namespace destudio::verify {

namespace {

using Texts = std::vector<std::string>;

/// A recording's end-to-end runs whose prompts are texts: from the text to the picture.
class PromptedRun {
public:
    PromptedRun(const GoldenRecording& golden, const models::ModelDescription& model, const BundleNetworks& networks,
                const nlohmann::json& entry, const std::stop_token& stop, const RecordedGrounding* grounding = nullptr)
        : m_golden(golden),
          m_model(model),
          m_networks(networks),
          m_entry(entry),
          m_stop(stop),
          m_grounding(grounding),
          m_from_noise(entry.value("text_to_image", false)),
          m_name(entry.at("name").get<std::string>()),
          m_sampler(read_recorded_sampler(model.scheduler, entry, (golden.folder() / "golden.json").string())),
          m_guidance{entry.at("guidance_scale").get<double>(), entry.value("guidance_rescale", 0.0)},
          m_run(effective_steps(Sampler::kDdim, m_sampler.options.steps, entry.at("strength").get<double>())),
          m_start(static_cast<std::size_t>(m_sampler.options.steps - m_run)) {}

    void run(const torch::Tensor& z0, Checks& checks) {
        encode(checks);
        check_steps(checks);
        check_run(z0, checks);
    }

private:
    bool guides() const { return m_guidance.scale > 1; }
    std::size_t position(std::int64_t i) const { return m_start + static_cast<std::size_t>(i); }

    Texts texts(const char* key, const Texts& otherwise) const { return m_entry.value(key, otherwise); }

    void encode(Checks& checks) {
        const auto& e2e = m_golden.index().at("e2e");
        const auto prompts =
            m_entry.contains("prompts") ? m_entry.at("prompts").get<Texts>() : e2e.at("prompts").get<Texts>();
        m_prompt = m_networks.text_encoder_2
                       ? encode_twice(prompts, texts("prompts_2", prompts), m_entry.value("clip_skip", 0))
                       : encode_once(prompts);
        compare_texts(checks, m_prompt, "prompt_embeds", "pooled_prompt_embeds", "time_ids");
        // A run without guidance uses no negative prompt, but some recordings hold its encoding all the same.
        if (!guides() && !m_golden.has(m_name + ".negative_embeds")) {
            return;
        }
        const Texts none(prompts.size());
        const auto negatives = texts("negative_prompts", none);
        m_negative = m_networks.text_encoder_2 ? encode_twice(negatives, texts("negative_prompts_2", negatives), 0)
                                               : encode_once(negatives);
        if (m_networks.text_encoder_2) {
            m_negative.time_ids = time_ids("negative_original_size", "negative_target_size");
            if (!m_entry.contains("negative_prompts") && m_entry.value("force_zeros_for_empty_prompt", false)) {
                m_negative.context.zero_();
                m_negative.pooled.zero_();
            }
        }
        compare_texts(checks, m_negative, "negative_embeds", "negative_pooled_prompt_embeds", "negative_time_ids");
    }

    struct Encoded {
        torch::Tensor context;   ///< [B,S,D]
        torch::Tensor pooled;    ///< [B,P]; undefined without added conditions
        torch::Tensor time_ids;  ///< [B,6]; likewise
    };

    void compare_texts(Checks& checks, const Encoded& text, const char* context, const char* pooled,
                       const char* sizes) const {
        m_golden.compare(checks, m_name + "." + context, text.context);
        if (text.pooled.defined()) {
            m_golden.compare(checks, m_name + "." + pooled, text.pooled);
            m_golden.compare(checks, m_name + "." + sizes, text.time_ids);
        }
    }

    Encoded encode_once(const Texts& prompts) const {
        const diffusion::ClipTokenizer tokenizer(m_model.text.tokenizer, m_model.text.pad_token);
        return {m_networks.text_encoder->forward(tokenizer.encode(prompts)), {}, {}};
    }

    /// @param skip  so many layers before the penultimate one
    Encoded encode_twice(const Texts& prompts, const Texts& prompts_2, int skip) const {
        const diffusion::ClipTokenizer tokenizer(m_model.text.tokenizer, m_model.text.pad_token);
        const diffusion::ClipTokenizer tokenizer_2(m_model.text_2->tokenizer, m_model.text_2->pad_token);
        const auto state = [skip](nn::ClipTextEncoder& encoder, const torch::Tensor& ids) {
            const auto states = encoder.hidden_states(ids);
            return states.at(states.size() - 2 - static_cast<std::size_t>(skip));
        };
        const auto ids_2 = tokenizer_2.encode(prompts_2);
        return {torch::cat({state(*m_networks.text_encoder, tokenizer.encode(prompts)),
                            state(*m_networks.text_encoder_2, ids_2)},
                           2),
                m_networks.text_encoder_2->states(ids_2).projected, time_ids("original_size", "target_size")};
    }

    torch::Tensor time_ids(const char* original, const char* target) const {
        std::vector<float> numbers;
        // The unconditional half has its own sizes but the same crop.
        for (const char* key : {original, "crop_top_left", target}) {
            for (const auto& number : m_entry.at(key)) {
                numbers.push_back(number.get<float>());
            }
        }
        const auto batch = static_cast<std::int64_t>(m_golden.index().at("e2e").at("prompts").size());
        return torch::tensor(numbers).unsqueeze(0).expand({batch, -1}).contiguous();
    }

    diffusion::GuidedPrediction predict(const diffusion::Scheduler& scheduler, const torch::Tensor& latent,
                                        std::int64_t i) const {
        nn::UnetConditions conditions;
        if (m_prompt.pooled.defined()) {
            conditions.text_embeds = guides() ? torch::cat({m_negative.pooled, m_prompt.pooled}) : m_prompt.pooled;
            conditions.time_ids = guides() ? torch::cat({m_negative.time_ids, m_prompt.time_ids}) : m_prompt.time_ids;
        }
        if (m_grounding != nullptr && i < grounding_steps()) {
            const auto with = m_grounding->tokens.expand({latent.size(0), -1, -1});
            // The unconditional half gets slots that are not used, and not nothing.
            conditions.grounding =
                guides() ? torch::cat({m_grounding->without.expand({latent.size(0), -1, -1}), with}) : with;
        }
        const auto unet = [&](const auto&... inputs) { return m_networks.unet->forward(inputs..., conditions); };
        const auto context = guides() ? torch::cat({m_negative.context, m_prompt.context}) : m_prompt.context;
        return diffusion::predict_guided(unet, scheduler, position(i), latent, context, m_guidance, true);
    }

    /// Boxes steer the first steps; the others make the picture whole.
    std::int64_t grounding_steps() const {
        return static_cast<std::int64_t>(m_entry.value("gligen_beta", 1.0) * static_cast<double>(m_run));
    }

    torch::Tensor variance_noise(std::int64_t i) const {
        if (!m_golden.has("e2e.variance_noise")) {
            return {};
        }
        const auto all = m_golden["e2e.variance_noise"];
        return i < all.size(0) ? all[i] : torch::Tensor();
    }

    /// Every step from the recorded latent, so that an error shows at the step that makes it.
    void check_steps(Checks& checks) const {
        const auto scheduler = m_sampler.make();
        m_golden.compare(checks, m_name + ".timesteps", sampler_timesteps(*scheduler, m_start));
        if (const auto sigmas = sampler_sigmas(*scheduler); sigmas.defined()) {
            m_golden.compare(checks, m_name + ".sigmas", sigmas.slice(0, static_cast<std::int64_t>(m_start)));
        }
        const auto recorded = m_golden[m_name + ".latents"];
        const auto recorded_guided = m_golden[m_name + ".guided"];
        if (recorded.size(0) != m_run || recorded_guided.size(0) != m_run) {
            throw FormatError(m_name + " has another number of steps than its strength gives.");
        }
        std::map<std::string, std::vector<torch::Tensor>> steps;
        for (std::int64_t i = 0; i < m_run; ++i) {
            throw_if_stopped(m_stop);
            const auto latent = i == 0 ? m_golden[m_name + ".z_start"] : recorded[i - 1];
            const auto prediction = predict(*scheduler, latent, i);
            if (guides()) {
                steps["uncond"].push_back(prediction.unconditional);
            }
            steps["cond"].push_back(prediction.conditional);
            steps["guided"].push_back(prediction.guided);
            const auto step = scheduler->step(recorded_guided[i], position(i), latent, variance_noise(i));
            steps["latents"].push_back(step.prev_sample);
            steps["pred_x0"].push_back(step.pred_x0);
        }
        for (const auto& [what, tensors] : steps) {
            const auto name = m_name + "." + what;
            m_golden.compare(checks, name, torch::stack(tensors), name + " (step by step)");
        }
    }

    /// The whole run from the clean latent to the image.
    void check_run(const torch::Tensor& z0, Checks& checks) const {
        const auto scheduler = m_sampler.make();
        auto latent = m_from_noise ? scheduler->scale_noise(m_golden["e2e.noise"])
                      : m_run > 0  ? scheduler->add_noise(z0, m_golden["e2e.noise"], m_start)
                                   : z0;
        m_golden.compare(checks, m_name + ".z_start", latent);
        std::vector<torch::Tensor> latents;
        diffusion::GuidedPrediction prediction;
        for (std::int64_t i = 0; i < m_run; ++i) {
            throw_if_stopped(m_stop);
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

    const GoldenRecording& m_golden;
    const models::ModelDescription& m_model;
    const BundleNetworks& m_networks;
    const nlohmann::json& m_entry;
    const std::stop_token& m_stop;
    const RecordedGrounding* m_grounding;  ///< null: no boxes
    bool m_from_noise;
    std::string m_name;
    RecordedSampler m_sampler;
    diffusion::Guidance m_guidance;
    std::int64_t m_run;
    std::size_t m_start;
    Encoded m_prompt;
    Encoded m_negative;
};

}  // namespace

void check_grounded_runs(const GoldenRecording& golden, const models::ModelDescription& model,
                         const BundleNetworks& networks, const std::vector<RecordedGrounding>& grounding,
                         Checks& checks, const std::stop_token& stop) {
    for (const auto& entry : golden.index().at("e2e").at("cases")) {
        guarded(checks, entry.value("name", std::string("e2e")), [&] {
            const auto& boxes = grounding.at(entry.at("grounding").get<std::size_t>());
            PromptedRun(golden, model, networks, entry, stop, &boxes).run({}, checks);
        });
    }
}

void check_prompted_runs(const GoldenRecording& golden, const models::ModelDescription& model,
                         const BundleNetworks& networks, Checks& checks, const std::stop_token& stop) {
    const auto& index = golden.index();
    if (!index.contains("e2e") || !index["e2e"].contains("cases")) {
        return;
    }
    const auto image = recorded_image(golden, "e2e", checks);
    const auto z0 =
        nn::moments_mean(networks.autoencoder->encode_moments(image)) * networks.autoencoder->config().scaling_factor;
    golden.compare(checks, "e2e.z0", z0);
    for (const auto& entry : index["e2e"]["cases"]) {
        guarded(checks, entry.value("name", std::string("e2e")),
                [&] { PromptedRun(golden, model, networks, entry, stop).run(z0, checks); });
    }
}

}  // namespace destudio::verify

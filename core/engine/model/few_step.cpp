// SPDX-License-Identifier: Apache-2.0
#include "core/engine/model/few_step.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/base/json.h"
#include "core/diffusion/noise_schedule_config.h"
#include "core/engine/model/bundle_info.h"

namespace destudio {

namespace fs = std::filesystem;

namespace {

bool has_distilled_guidance(const fs::path& unet_config) {
    std::error_code ec;
    if (!fs::exists(unet_config, ec)) {
        return false;
    }
    const auto json = read_json(unet_config);
    const auto found = json.find("time_cond_proj_dim");
    return json.is_object() && found != json.end() && found->is_number() && found->get<double>() > 0;
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

/// Whether `word` stands in a lower-case text, not as a part of another word.
bool names(const std::string& text, const std::string& word) {
    const auto is_letter = [&text](std::size_t at) {
        return at < text.size() && std::isalpha(static_cast<unsigned char>(text[at])) != 0;
    };
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        if ((at == 0 || !is_letter(at - 1)) && !is_letter(at + word.size())) {
            return true;
        }
    }
    return false;
}

FewStepAdvice trailing_euler(Sampler sampler) {
    return {.sampler = sampler, .steps = 4, .guidance_scale = 1, .spacing = TimestepSpacing::kTrailing, .reason = {}};
}

}  // namespace

std::optional<FewStepAdvice> few_step_model(const fs::path& bundle) {
    const fs::path file = bundle / "scheduler" / "scheduler_config.json";
    std::error_code ec;
    const auto scheduler = fs::exists(file, ec) ? read_json(file) : nlohmann::json::object();
    return few_step_model(scheduler, file.string(), has_distilled_guidance(bundle / "unet" / "config.json"));
}

std::optional<FewStepAdvice> few_step_model(const nlohmann::json& scheduler, const std::string& scheduler_source,
                                            bool has_distilled_guidance) {
    const auto config = diffusion::parse_noise_schedule_config(scheduler, scheduler_source);
    FewStepAdvice advice;
    if (has_distilled_guidance) {
        advice.guidance_scale = kDistilledGuidance;
        advice.reason = "its U-Net takes the guidance scale as an input";
        return advice;
    }
    if (config.class_name == "LCMScheduler" || config.class_name == "TCDScheduler") {
        advice.sampler = config.class_name == "LCMScheduler" ? Sampler::kLcm : Sampler::kTcd;
        advice.reason = "its scheduler is " + config.class_name;
        return advice;
    }
    const bool ancestral = config.class_name == "EulerAncestralDiscreteScheduler";
    if ((ancestral || config.class_name == "EulerDiscreteScheduler") && !config.rescale_betas_zero_snr &&
        config.timestep_spacing == TimestepSpacing::kTrailing &&
        config.prediction_type != diffusion::PredictionType::kVPrediction) {
        advice = trailing_euler(ancestral ? Sampler::kEulerAncestral : Sampler::kEuler);
        advice.spacing.reset();
        advice.reason = "its scheduler, " + config.class_name + " with trailing timesteps, is that of Turbo and " +
                        "Lightning models";
        return advice;
    }
    return std::nullopt;
}

std::optional<FewStepAdvice> few_step_lora(const std::map<std::string, std::string>& metadata) {
    static constexpr std::array kTelling{
        "modelspec.title", "modelspec.description", "modelspec.tags", "modelspec.usage_hint",
        "ss_output_name",  "ss_training_comment",   "title",          "description"};
    std::string text;
    for (const char* key : kTelling) {
        if (const auto found = metadata.find(key); found != metadata.end()) {
            text += lower(found->second) + "\n";
        }
    }
    const auto advise = [](FewStepAdvice advice, const char* word) {
        advice.reason = std::string("its metadata name ") + word;
        return advice;
    };
    if (names(text, "lcm")) {
        return advise({}, "LCM");
    }
    if (names(text, "tcd")) {
        return advise({.sampler = Sampler::kTcd, .steps = 4, .guidance_scale = 1, .spacing = {}, .reason = {}}, "TCD");
    }
    if (names(text, "hyper-sd") || names(text, "hypersd")) {
        auto advice = trailing_euler(Sampler::kDdim);
        if (names(text, "cfg")) {  // distilled with guidance left in
            advice.steps = 8;
            advice.guidance_scale = 5;
        }
        return advise(advice, "Hyper-SD");
    }
    if (names(text, "lightning")) {
        return advise(trailing_euler(Sampler::kEuler), "Lightning");
    }
    if (names(text, "turbo")) {
        return advise(trailing_euler(Sampler::kEulerAncestral), "Turbo");
    }
    return std::nullopt;
}

std::string few_step_sentence(const BundleInfo& bundle) {
    char guidance[32];
    std::snprintf(guidance, sizeof guidance, "%g", bundle.guidance_scale);
    return bundle.name + " is a few-step model (" + bundle.few_step + "): sampler " + to_string(bundle.sampler) + ", " +
           std::to_string(bundle.steps) + " steps and guidance " + guidance + " are set.";
}

}  // namespace destudio

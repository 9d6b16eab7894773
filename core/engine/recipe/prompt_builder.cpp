// SPDX-License-Identifier: Apache-2.0
#include "core/engine/recipe/prompt_builder.h"

#include <array>

namespace destudio {

namespace {

constexpr const char* kBlanks = " \t\r\n";

}  // namespace

std::string default_prompt(const std::string& caption, const std::string& domain,
                           const std::vector<std::string>& classes) {
    const auto first = caption.find_first_not_of(kBlanks);
    return first == std::string::npos ? generic_prompt(domain, classes)
                                      : caption.substr(first, caption.find_last_not_of(kBlanks) - first + 1);
}

std::span<const PromptPreset> prompt_presets() {
    static const std::array<PromptPreset, 2> presets{
        {{"none", "", ""},
         {"photo", "elegant, meticulous, magnificent, maximum details, extremely hyper aesthetic, highly detailed",
          "naked, deformed, bad anatomy, out of focus, disfigured, bad image, poorly drawn face, mutation, mutated, "
          "extra limb, ugly, disgusting, poorly drawn hands, missing limb, floating limbs, disconnected limbs, blurry, "
          "mutated hands and fingers, watermark, oversaturated, distorted hands"}}};
    return presets;
}

const PromptPreset& prompt_preset_for(const std::string& domain) {
    const auto presets = prompt_presets();
    return domain == "photo" ? presets[1] : presets[0];
}

Prompts make_prompts(const PromptWishes& wishes, const std::string& bundle_domain, const std::string& caption,
                     const std::vector<std::string>& classes) {
    const bool given = wishes.prompt.find_first_not_of(kBlanks) != std::string::npos;
    const bool other_domain = !wishes.domain.empty();
    const std::string& domain = other_domain ? wishes.domain : bundle_domain;
    Prompts prompts{given ? wishes.prompt : default_prompt(other_domain ? std::string() : caption, domain, classes),
                    wishes.negative};
    if (wishes.suffixes == "none" || (wishes.suffixes == "auto" && given)) {
        return prompts;
    }
    const auto& preset = prompt_preset_for(wishes.suffixes == "photo" ? "photo" : domain);
    prompts.positive = with_suffix(prompts.positive, preset.positive);
    if (prompts.negative.empty()) {
        prompts.negative = preset.negative;
    }
    return prompts;
}

std::string with_suffix(const std::string& prompt, const std::string& suffix) {
    if (suffix.empty() || prompt.empty()) {
        return prompt.empty() ? suffix : prompt;
    }
    const auto last = prompt.find_last_not_of(" \t\r\n.,;");
    return last == std::string::npos ? suffix : prompt.substr(0, last + 1) + ", " + suffix;
}

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/diffusion/clip_tokenizer.h"
#include "core/lora/merged_weights.h"
#include "core/nn/io/weights.h"
#include "core/verify/diffusion_cases.h"

namespace destudio::verify {

namespace {

/// One entry of "lora_cases": a stack of files merged into the base network.
class LoraCase {
public:
    LoraCase(const GoldenRecording& golden, const lora::Parts& base, const nlohmann::json& entry, Checks& checks)
        : m_golden(golden), m_checks(checks), m_name(entry.at("name").get<std::string>()) {
        std::vector<LoraChoice> choices;
        for (const auto& file : entry.at("files")) {
            choices.push_back({golden.folder() / file.at("file").get<std::string>(), file.at("scale").get<double>()});
        }
        m_parts = lora::merged(base, choices);
    }

    void check_weights() const {
        for (const auto& [component, part] : m_parts) {
            const auto prefix = m_name + ".merged." + to_string(component) + ".";
            for (const auto& name : m_golden.names(prefix)) {
                m_golden.compare(m_checks, name, part->tensor(name.substr(prefix.size())));
            }
        }
    }

    void check_text() const {
        const auto compare = [&](const std::string& name, const nn::ClipTextStates& states) {
            m_golden.compare(m_checks, name + ".last_hidden_state", states.last);
            m_golden.compare(m_checks, name + ".penultimate", states.penultimate);
            m_golden.compare(m_checks, name + ".pooled", states.pooled);
            m_golden.compare(m_checks, name + ".text_embeds", states.projected);
        };
        compare(m_name + ".text", text_states(lora::Component::kTextEncoder, "tokenizer"));
        if (m_parts.contains(lora::Component::kTextEncoder2)) {
            compare(m_name + ".text_2", text_states(lora::Component::kTextEncoder2, "tokenizer_2"));
        }
    }

    void check_unet() const {
        const auto folder = m_golden.folder() / m_golden.index().value("folder", std::string("folder"));
        const nn::SkipInitialization skip;
        nn::Unet2dCondition unet(nn::read_unet_2d_condition_config(folder / "unet" / "config.json"));
        nn::load_weights(unet, *m_parts.at(lora::Component::kUnet), {.dtype = torch::kFloat32});
        nn::UnetConditions conditions;
        if (m_golden.has("unet.text_embeds")) {
            conditions.text_embeds = m_golden["unet.text_embeds"];
            conditions.time_ids = m_golden["unet.time_ids"];
        }
        const auto output = unet.forward(m_golden["unet.sample"], m_golden["unet.timesteps"], m_golden["unet.context"],
                                         false, conditions);
        m_golden.compare(m_checks, m_name + ".unet.out", output.sample);
    }

private:
    nn::ClipTextStates text_states(lora::Component component, const char* tokenizer_folder) const {
        const auto folder = m_golden.folder() / m_golden.index().value("folder", std::string("folder"));
        const diffusion::ClipTokenizer tokenizer(folder / tokenizer_folder);
        const auto ids = tokenizer.encode(m_golden.index().at("prompt_texts").get<std::vector<std::string>>());
        const nn::SkipInitialization skip;
        nn::ClipTextEncoder encoder(nn::read_clip_text_config(folder / to_string(component) / "config.json"));
        nn::load_weights(encoder, *m_parts.at(component), {.dtype = torch::kFloat32});
        return encoder.states(ids);
    }

    const GoldenRecording& m_golden;
    Checks& m_checks;
    std::string m_name;
    lora::Parts m_parts;
};

}  // namespace

void run_lora_case(const GoldenRecording& golden, Checks& checks, const std::stop_token& stop) {
    const torch::NoGradGuard no_grad;
    const auto folder = golden.folder() / golden.index().value("folder", std::string("folder"));
    lora::Parts base;
    base[lora::Component::kUnet] = nn::open_weights(nn::find_weights(folder / "unet", "diffusion_pytorch_model"));
    base[lora::Component::kTextEncoder] = nn::open_weights(nn::find_weights(folder / "text_encoder", "model"));
    if (std::filesystem::exists(folder / "text_encoder_2")) {
        base[lora::Component::kTextEncoder2] = nn::open_weights(nn::find_weights(folder / "text_encoder_2", "model"));
    }
    for (const auto& entry : golden.list("lora_cases")) {
        throw_if_stopped(stop);
        const auto name = entry.value("name", std::string("lora"));
        guarded(checks, name, [&] {
            const LoraCase part(golden, base, entry, checks);
            part.check_weights();
            guarded(checks, name + ".text", [&] { part.check_text(); });
            guarded(checks, name + ".unet", [&] { part.check_unet(); });
        });
    }
    golden.fail_unused(checks);
}

}  // namespace destudio::verify

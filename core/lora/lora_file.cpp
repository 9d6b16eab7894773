// SPDX-License-Identifier: Apache-2.0
#include "core/lora/lora_file.h"

#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/error.h"
#include "core/base/json.h"

namespace destudio::lora {

namespace {

std::vector<std::string> names_of(const nn::SafetensorsFile& file) {
    std::vector<std::string> names;
    for (const auto& [name, entry] : file.entries()) {
        names.push_back(name);
    }
    return names;
}

bool contains(const std::string& text, const char* part) {
    return text.find(part) != std::string::npos;
}

/// Models without a U-Net, by the names of their blocks.
std::string transformer_base(const std::string& key) {
    if (contains(key, "double_blocks") || contains(key, "single_blocks") ||
        contains(key, "single_transformer_blocks")) {
        return "Flux";
    }
    if (contains(key, "joint_blocks")) {
        return "Stable Diffusion 3";
    }
    if (key.starts_with("transformer.") || key.starts_with("lora_transformer_")) {
        return "a diffusion transformer";
    }
    return {};
}

std::string base_of(const nn::SafetensorsFile& file, const LoraLayout& layout) {
    std::string by_width;
    for (const auto& module : layout.modules) {
        if (auto base = transformer_base(module.key); !base.empty()) {
            return base;
        }
        if (module.key.starts_with("lora_te2_") || module.key.starts_with("text_encoder_2.")) {
            return "Stable Diffusion XL";
        }
        const auto down = module.tensors.find("down");
        const bool reads_text = contains(module.key, "attn2_to_k") || contains(module.key, "attn2.to_k");
        if (down == module.tensors.end() || !reads_text) {
            continue;
        }
        const auto& shape = file.entries().at(down->second).shape;
        const std::int64_t width = shape.size() >= 2 ? shape[1] : 0;
        static constexpr std::array<std::pair<std::int64_t, const char*>, 3> kWidths{
            {{768, "Stable Diffusion 1.x"}, {1024, "Stable Diffusion 2.x"}, {2048, "Stable Diffusion XL"}}};
        for (const auto& [known, name] : kWidths) {
            if (width == known) {
                by_width = name;
            }
        }
    }
    return by_width;
}

/// What a file without a LoRA is, where its names tell.
std::string what_else(const std::vector<std::string>& names) {
    for (const auto& name : names) {
        if (name.starts_with("model.diffusion_model.") || name.starts_with("first_stage_model.") ||
            name.starts_with("conditioner.")) {
            return "a whole model";
        }
        if (name.starts_with("control_model.") || name.starts_with("controlnet_")) {
            return "a ControlNet";
        }
        if (name == "emb_params" || name == "clip_l" || name == "clip_g") {
            return "a textual inversion";
        }
        if (name.starts_with("down_blocks.") || name.starts_with("conv_in.")) {
            return "a U-Net";
        }
        if (name.starts_with("encoder.") || name.starts_with("decoder.")) {
            return "an autoencoder";
        }
    }
    return {};
}

}  // namespace

LoraFile::LoraFile(const std::filesystem::path& path) : m_file(path) {
    const auto names = names_of(m_file);
    m_layout = read_lora_layout(names);
    if (m_layout.modules.empty()) {
        const auto other = what_else(names);
        throw ConfigError(path.string() + " holds no LoRA" + (other.empty() ? std::string() : ": it is " + other) +
                          ". Give a LoRA file that kohya's scripts, LyCORIS, diffusers or PEFT wrote.");
    }
    m_base = base_of(m_file, m_layout);
    read_peft_alphas();
}

void LoraFile::read_peft_alphas() {
    const auto found = m_file.metadata().find("lora_adapter_metadata");
    if (found == m_file.metadata().end()) {
        return;
    }
    const auto source = path().string() + ": lora_adapter_metadata";
    const auto json = parse_json(found->second, source);
    if (!json.is_object()) {
        throw FormatError(source + " is not a JSON object.");
    }
    // Keys are "unet.lora_alpha" and so on; a file of one component may leave the component out.
    for (const auto& [key, value] : json.items()) {
        const auto dot = key.rfind('.');
        const std::string component = dot == std::string::npos ? std::string() : key.substr(0, dot + 1);
        const std::string field = dot == std::string::npos ? key : key.substr(dot + 1);
        if (field == "lora_alpha" && value.is_number()) {
            m_alphas[component] = value.get<double>();
        } else if (field == "use_rslora" && value.is_boolean()) {
            m_root_scaling[component] = value.get<bool>();
        } else if (field == "alpha_pattern" && value.is_object()) {
            for (const auto& [module, alpha] : value.items()) {
                if (alpha.is_number()) {
                    m_alphas[component + module] = alpha.get<double>();
                }
            }
        }
    }
}

std::optional<double> LoraFile::alpha_of(const LoraModule& module) const {
    if (m_alphas.empty() || module.kind != Kind::kLowRank) {
        return std::nullopt;
    }
    std::string component;
    for (const char* prefix : {"unet.", "text_encoder.", "text_encoder_2."}) {
        if (module.key.starts_with(prefix)) {
            component = prefix;
        }
    }
    const auto whole = m_alphas.find(component);
    std::optional<double> alpha = whole == m_alphas.end() ? std::nullopt : std::optional(whole->second);
    for (const auto& [name, value] : m_alphas) {
        const auto part = name.substr(std::min(name.size(), component.size()));
        const bool is_end = !part.empty() && (module.key == name || module.key.ends_with("." + part));
        if (name.starts_with(component) && is_end) {
            alpha = value;
        }
    }
    const auto root = m_root_scaling.find(component);
    if (alpha && root != m_root_scaling.end() && root->second) {
        const auto& down = m_file.entries().at(module.tensors.at("down")).shape;
        return *alpha * std::sqrt(static_cast<double>(down.empty() ? 1 : down[0]));
    }
    return alpha;
}

ModuleChange LoraFile::change(const LoraModule& module) const {
    return {m_file, module, alpha_of(module)};
}

std::string LoraFile::stated_base() const {
    for (const char* key : {"modelspec.architecture", "ss_base_model_version", "ss_sd_model_name"}) {
        const auto found = m_file.metadata().find(key);
        if (found != m_file.metadata().end() && !found->second.empty()) {
            return found->second;
        }
    }
    return {};
}

}  // namespace destudio::lora

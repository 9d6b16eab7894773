// SPDX-License-Identifier: Apache-2.0
#include "core/lora/lora_layout.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace destudio::lora {

namespace {

struct Ending {
    std::string_view text;
    const char* role;
    Kind kind;
    const char* format;
};

constexpr const char* kKohya = "kohya";
constexpr const char* kPeft = "PEFT";
constexpr const char* kLinearLayers = "diffusers (linear layers)";
constexpr const char* kProcessors = "diffusers (attention processors)";
constexpr const char* kLoHa = "LyCORIS (LoHa)";
constexpr const char* kLoKr = "LyCORIS (LoKr)";
constexpr const char* kFull = "full differences";

/// Longer endings before those that end alike.
constexpr std::array<Ending, 30> kEndings{{
    {".lora_linear_layer.down.weight", "down", Kind::kLowRank, kLinearLayers},
    {".lora_linear_layer.up.weight", "up", Kind::kLowRank, kLinearLayers},
    {"_lora.down.weight", "down", Kind::kLowRank, kProcessors},
    {"_lora.up.weight", "up", Kind::kLowRank, kProcessors},
    {".lora.down.weight", "down", Kind::kLowRank, kLinearLayers},
    {".lora.up.weight", "up", Kind::kLowRank, kLinearLayers},
    {".lora_down.weight", "down", Kind::kLowRank, kKohya},
    {".lora_up.weight", "up", Kind::kLowRank, kKohya},
    {".lora_mid.weight", "mid", Kind::kLowRank, kKohya},
    {".lora_A.weight", "down", Kind::kLowRank, kPeft},
    {".lora_B.weight", "up", Kind::kLowRank, kPeft},
    {".hada_w1_a", "w1_a", Kind::kHadamard, kLoHa},
    {".hada_w1_b", "w1_b", Kind::kHadamard, kLoHa},
    {".hada_w2_a", "w2_a", Kind::kHadamard, kLoHa},
    {".hada_w2_b", "w2_b", Kind::kHadamard, kLoHa},
    {".hada_t1", "t1", Kind::kHadamard, kLoHa},
    {".hada_t2", "t2", Kind::kHadamard, kLoHa},
    {".lokr_w1", "w1", Kind::kKronecker, kLoKr},
    {".lokr_w2", "w2", Kind::kKronecker, kLoKr},
    {".lokr_w1_a", "w1_a", Kind::kKronecker, kLoKr},
    {".lokr_w1_b", "w1_b", Kind::kKronecker, kLoKr},
    {".lokr_w2_a", "w2_a", Kind::kKronecker, kLoKr},
    {".lokr_w2_b", "w2_b", Kind::kKronecker, kLoKr},
    {".lokr_t2", "t2", Kind::kKronecker, kLoKr},
    {".diff", "diff", Kind::kFull, kFull},
    {".diff_b", "diff_b", Kind::kFull, kFull},
    {".w_norm", "diff", Kind::kFull, kFull},
    {".b_norm", "diff_b", Kind::kFull, kFull},
    {".alpha", "alpha", Kind::kLowRank, nullptr},
    {".dora_scale", "dora_scale", Kind::kLowRank, nullptr},
}};

/// ".lora_A.NAME.weight", where NAME is PEFT's name of an adapter, becomes ".lora_A.weight".
std::string without_adapter_name(const std::string& name) {
    static constexpr std::string_view kWeight = ".weight";
    for (const std::string_view part : {".lora_A.", ".lora_B."}) {
        const auto at = name.rfind(part);
        if (at == std::string::npos || !name.ends_with(kWeight)) {
            continue;
        }
        const auto begin = at + part.size();
        const auto end = name.size() - kWeight.size();
        if (begin < end && name.find('.', begin) == end) {
            return name.substr(0, begin - 1) + std::string(kWeight);
        }
    }
    return name;
}

void replace_end(std::string& key, std::string_view from, std::string_view to) {
    if (key.ends_with(from)) {
        key.replace(key.size() - from.size(), from.size(), to);
    }
}

/// "attn1.processor.to_q" is attn1.to_q, "to_out" its first layer; text encoders call them q_proj and so on.
std::string processor_module(std::string key) {
    static constexpr std::string_view kProcessor = ".processor.";
    if (const auto at = key.rfind(kProcessor); at != std::string::npos) {
        key.replace(at, kProcessor.size(), ".");
    }
    if (key.find("self_attn.") != std::string::npos) {
        replace_end(key, ".to_q", ".q_proj");
        replace_end(key, ".to_k", ".k_proj");
        replace_end(key, ".to_v", ".v_proj");
        replace_end(key, ".to_out", ".out_proj");
    } else {
        replace_end(key, ".to_out", ".to_out.0");
    }
    return key;
}

std::optional<std::pair<std::string, Ending>> take_apart(const std::string& name) {
    const std::string plain = without_adapter_name(name);
    for (const Ending& ending : kEndings) {
        if (plain.size() > ending.text.size() && plain.ends_with(ending.text)) {
            std::string key = plain.substr(0, plain.size() - ending.text.size());
            const bool processor = ending.format == kProcessors || key.find(".processor.") != std::string::npos;
            return std::pair(processor ? processor_module(std::move(key)) : std::move(key), ending);
        }
    }
    return std::nullopt;
}

bool has(const LoraModule& module, const char* role) {
    return module.tensors.contains(role);
}

bool is_complete(const LoraModule& module) {
    const auto all = [&](std::initializer_list<const char*> roles) {
        return std::all_of(roles.begin(), roles.end(), [&](const char* role) { return has(module, role); });
    };
    switch (module.kind) {
        case Kind::kLowRank:
            return all({"down", "up"});
        case Kind::kHadamard:
            return all({"w1_a", "w1_b", "w2_a", "w2_b"}) && has(module, "t1") == has(module, "t2");
        case Kind::kKronecker:
            return (has(module, "w1") || all({"w1_a", "w1_b"})) && (has(module, "w2") || all({"w2_a", "w2_b"}));
        case Kind::kFull:
            return has(module, "diff") || has(module, "diff_b");
    }
    return false;
}

std::string format_of(const std::set<std::string>& formats, bool has_mid) {
    if (formats.size() == 1 && *formats.begin() == kKohya && has_mid) {
        return "LyCORIS (LoCon)";
    }
    std::string text;
    for (const auto& format : formats) {
        text += (text.empty() ? "" : ", ") + format;
    }
    return text;
}

}  // namespace

LoraLayout read_lora_layout(const std::vector<std::string>& tensor_names) {
    LoraLayout layout;
    std::map<std::string, LoraModule> modules;
    std::set<std::string> formats;
    bool has_mid = false;
    std::vector<std::string> later;  // alpha and dora_scale go with whatever kind their module has
    for (const auto& name : tensor_names) {
        const auto parts = take_apart(name);
        if (!parts) {
            layout.unknown.push_back(name);
            continue;
        }
        const auto& [key, ending] = *parts;
        if (ending.format == nullptr) {
            later.push_back(name);
            continue;
        }
        auto [at, is_new] = modules.try_emplace(key, LoraModule{key, ending.kind, {}});
        if ((!is_new && at->second.kind != ending.kind) || !at->second.tensors.emplace(ending.role, name).second) {
            layout.unknown.push_back(name);
            continue;
        }
        formats.insert(ending.format);
        has_mid = has_mid || std::string_view(ending.role) == "mid";
    }
    for (const auto& name : later) {
        const auto parts = take_apart(name);
        const auto at = modules.find(parts->first);
        if (at == modules.end() || !at->second.tensors.emplace(parts->second.role, name).second) {
            layout.unknown.push_back(name);
        }
    }
    for (auto& [key, module] : modules) {
        if (is_complete(module)) {
            layout.modules.push_back(std::move(module));
            continue;
        }
        for (const auto& [role, name] : module.tensors) {
            layout.unknown.push_back(name);
        }
    }
    layout.format = format_of(formats, has_mid);
    std::sort(layout.unknown.begin(), layout.unknown.end());
    return layout;
}

bool looks_like_lora(const std::vector<std::string>& tensor_names) {
    return !read_lora_layout(tensor_names).modules.empty();
}

}  // namespace destudio::lora

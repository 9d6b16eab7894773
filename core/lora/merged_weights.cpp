// SPDX-License-Identifier: Apache-2.0
#include "core/lora/merged_weights.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/base/error.h"

namespace destudio::lora {

namespace {

constexpr const char* kWeight = ".weight";
constexpr const char* kBias = ".bias";

/// "PATH" of every "PATH.weight".
std::vector<std::string> module_paths(const nn::WeightSource& source) {
    std::vector<std::string> paths;
    for (const auto& name : source.names()) {
        if (name.ends_with(kWeight)) {
            paths.push_back(name.substr(0, name.size() - std::string(kWeight).size()));
        }
    }
    return paths;
}

/// Why the change does not fit the module; empty when it does.
std::string misfit(const ModuleChange& change, const nn::WeightSource& part, const std::string& path) {
    std::string why;
    if (change.changes_weight()) {
        why = change.weight_misfit(part.describe(path + kWeight).shape);
    }
    if (why.empty() && change.changes_bias()) {
        why = part.contains(path + kBias) ? change.bias_misfit(part.describe(path + kBias).shape)
                                          : "it has a bias, and the model's module none";
    }
    return why;
}

/// One part of a model with the changes of several files.
class MergedWeights : public nn::WeightSource {
public:
    struct Change {
        std::shared_ptr<const LoraFile> file;
        ModuleChange change;
        double strength;
    };

    explicit MergedWeights(std::shared_ptr<const nn::WeightSource> base) : m_base(std::move(base)) {}

    void add(const std::string& path, const Change& change) {
        if (change.change.changes_weight()) {
            m_changes[path + kWeight].push_back(change);
        }
        if (change.change.changes_bias()) {
            m_changes[path + kBias].push_back(change);
        }
    }

    const std::filesystem::path& path() const override { return m_base->path(); }
    std::vector<std::string> names() const override { return m_base->names(); }
    bool contains(const std::string& name) const override { return m_base->contains(name); }
    nn::WeightEntry describe(const std::string& name) const override {
        auto entry = m_base->describe(name);
        if (m_changes.contains(name)) {
            entry.type = torch::kFloat32;
        }
        return entry;
    }
    torch::Tensor tensor(const std::string& name) const override {
        const auto at = m_changes.find(name);
        if (at == m_changes.end()) {
            return m_base->tensor(name);
        }
        const torch::NoGradGuard no_grad;
        auto value = m_base->tensor(name).to(torch::kFloat32);
        for (const auto& [file, change, strength] : at->second) {
            value =
                name.ends_with(kBias) ? change.changed_bias(value, strength) : change.changed_weight(value, strength);
        }
        return value.contiguous();
    }

private:
    std::shared_ptr<const nn::WeightSource> m_base;
    std::map<std::string, std::vector<Change>> m_changes;  ///< by tensor
};

std::string some_of(const std::vector<std::string>& names) {
    constexpr std::size_t kShown = 2;
    std::string text;
    for (std::size_t i = 0; i < std::min(kShown, names.size()); ++i) {
        text += (i == 0 ? "" : "; ") + names[i];
    }
    return names.size() > kShown ? text + "; and " + std::to_string(names.size() - kShown) + " more" : text;
}

std::string made_for(const LoraFile& file) {
    if (!file.base().empty()) {
        return " It is made for " + file.base() + ".";
    }
    const auto stated = file.stated_base();
    return stated.empty() ? std::string() : " Its metadata name \"" + stated + "\" as the model it was made for.";
}

}  // namespace

LoraMatch match(const LoraFile& file, const Parts& parts) {
    ModuleNames names;
    for (const auto& [component, part] : parts) {
        names.add(component, module_paths(*part));
    }
    LoraMatch result;
    for (const auto& module : file.layout().modules) {
        const auto path = names.find(module.key);
        if (!path) {
            result.unused.push_back(module.key);
            continue;
        }
        const auto why = misfit(file.change(module), *parts.at(path->component), path->path);
        if (why.empty()) {
            result.used.push_back({*path, &module});
        } else {
            result.misshapen.push_back(module.key + ": " + why);
        }
    }
    return result;
}

void require_fit(const LoraFile& file, const LoraMatch& match, const Parts& parts) {
    const auto name = file.path().string();
    const auto model = parts.empty() ? std::string("this model") : parts.begin()->second->path().string();
    if (!match.misshapen.empty()) {
        throw ConfigError("The LoRA " + name + " does not fit " + model + ": " + some_of(match.misshapen) + "." +
                          made_for(file) + " Take a LoRA for this kind of model.");
    }
    if (match.used.empty()) {
        throw ConfigError("The LoRA " + name + " changes nothing in " + model + ": none of its " +
                          std::to_string(file.layout().modules.size()) + " modules is there." + made_for(file) +
                          " Take a LoRA for this kind of model.");
    }
}

Parts merged(const Parts& parts, const std::vector<LoraChoice>& choices) {
    std::map<Component, std::shared_ptr<MergedWeights>> changed;
    for (const auto& choice : choices) {
        const auto file = std::make_shared<const LoraFile>(choice.file);
        const auto found = match(*file, parts);
        require_fit(*file, found, parts);
        for (const auto& [path, module] : found.used) {
            auto& part = changed[path.component];
            if (!part) {
                part = std::make_shared<MergedWeights>(parts.at(path.component));
            }
            part->add(path.path, {file, file->change(*module), choice.strength});
        }
    }
    Parts result = parts;
    for (const auto& [component, part] : changed) {
        result[component] = part;
    }
    return result;
}

}  // namespace destudio::lora

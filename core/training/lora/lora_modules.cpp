// SPDX-License-Identifier: Apache-2.0
#include "core/training/lora/lora_modules.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/error.h"
#include "core/base/random.h"

namespace destudio::training {

namespace {

bool has_part(const std::string& path, const char* part) {
    return path.find(part) != std::string::npos;
}

bool is_chosen(const LoraRecipe& recipe, const char* word) {
    return std::find(recipe.modules.begin(), recipe.modules.end(), word) != recipe.modules.end();
}

/// torch's default of a layer, whose `down` gets as many inputs as the layer has: +-1/sqrt(inputs).
torch::Tensor start_values(at::IntArrayRef shape, std::uint64_t seed) {
    auto generator = torch::make_generator<torch::CPUGeneratorImpl>(seed);
    std::int64_t inputs = 1;
    for (const auto size : shape.slice(1)) {
        inputs *= size;
    }
    const double bound = 1 / std::sqrt(static_cast<double>(inputs));
    return torch::empty(shape).uniform_(-bound, bound, generator);
}

}  // namespace

bool is_lora_target(lora::Component component, const std::string& path, bool is_convolution, const LoraRecipe& recipe) {
    if (component != lora::Component::kUnet) {
        return recipe.text_encoder &&
               (has_part(path, ".self_attn.") || (has_part(path, ".mlp.") && is_chosen(recipe, "feed_forward")));
    }
    if (has_part(path, ".attn1.") || has_part(path, ".attn2.")) {
        return is_chosen(recipe, "attention");
    }
    if (has_part(path, ".transformer_blocks.") && has_part(path, ".ff.")) {
        return is_chosen(recipe, "feed_forward");
    }
    if (has_part(path, ".attentions.") && (path.ends_with(".proj_in") || path.ends_with(".proj_out"))) {
        return is_chosen(recipe, "projections");
    }
    // The first and the last convolution stay, as elsewhere.
    const bool is_inner = has_part(path, ".resnets.") || has_part(path, "samplers.");
    return is_convolution && is_inner && is_chosen(recipe, "convolutions");
}

LoraModules::LoraModules(const Models& models, bool two_text_encoders, const LoraRecipe& recipe, torch::Device device) {
    for (const auto& [component, model] : models) {
        std::vector<std::string> paths;
        std::vector<std::pair<std::string, std::shared_ptr<torch::nn::Module>>> layers;
        for (const auto& item : model->named_modules("", /*include_self=*/false)) {
            const bool is_convolution = std::dynamic_pointer_cast<nn::Conv2d>(item.value()) != nullptr;
            const bool is_linear = std::dynamic_pointer_cast<nn::Linear>(item.value()) != nullptr;
            paths.push_back(item.key());
            if ((is_convolution || is_linear) && is_lora_target(component, item.key(), is_convolution, recipe)) {
                layers.emplace_back(item.key(), item.value());
            }
        }
        const auto names = lora::kohya_names(component, paths, two_text_encoders);
        for (const auto& [path, layer] : layers) {
            add(names.at(path), layer, recipe, device);
        }
    }
    if (m_entries.empty()) {
        throw ConfigError("The model has none of the layers that the LoRA's recipe names in \"modules\"; name others.");
    }
}

void LoraModules::add(const std::string& name, const std::shared_ptr<torch::nn::Module>& layer,
                      const LoraRecipe& recipe, torch::Device device) {
    Entry entry;
    entry.name = name;
    entry.linear = std::dynamic_pointer_cast<nn::Linear>(layer);
    entry.convolution = std::dynamic_pointer_cast<nn::Conv2d>(layer);
    const auto shape = (entry.linear ? entry.linear->weight : entry.convolution->weight).sizes();
    const bool is_spatial = shape.size() == 4 && shape[2] > 1;
    entry.rank = is_spatial ? recipe.conv_rank : recipe.rank;
    auto down = shape.vec();
    down[0] = entry.rank;
    std::vector<std::int64_t> up(shape.size(), 1);
    up[0] = shape[0];
    up[1] = entry.rank;
    entry.factors = std::make_shared<nn::LowRank>();
    entry.factors->down = start_values(down, mix_seeds(recipe.seed + 5, m_entries.size())).to(device);
    entry.factors->up = torch::zeros(up, torch::TensorOptions().device(device));
    entry.factors->scale = (is_spatial ? recipe.conv_alpha : recipe.alpha) / static_cast<double>(entry.rank);
    entry.factors->down.requires_grad_(true);
    entry.factors->up.requires_grad_(true);
    (entry.linear ? entry.linear->low_rank : entry.convolution->low_rank) = entry.factors;
    m_entries.push_back(std::move(entry));
}

LoraModules::~LoraModules() {
    for (const Entry& entry : m_entries) {
        (entry.linear ? entry.linear->low_rank : entry.convolution->low_rank).reset();
    }
}

std::vector<NamedParameter> LoraModules::parameters() const {
    std::vector<NamedParameter> parameters;
    for (const Entry& entry : m_entries) {
        parameters.emplace_back(entry.name + ".lora_down.weight", entry.factors->down);
        parameters.emplace_back(entry.name + ".lora_up.weight", entry.factors->up);
    }
    return parameters;
}

std::map<std::string, torch::Tensor> LoraModules::file_tensors(torch::ScalarType type) const {
    std::map<std::string, torch::Tensor> tensors;
    for (const auto& [name, parameter] : parameters()) {
        tensors.emplace(name, parameter.detach().to(torch::kCPU, type).contiguous());
    }
    for (const Entry& entry : m_entries) {
        const double alpha = entry.factors->scale * static_cast<double>(entry.rank);
        tensors.emplace(entry.name + ".alpha", torch::tensor(alpha).to(type));
    }
    return tensors;
}

std::int64_t LoraModules::parameter_count() const {
    std::int64_t count = 0;
    for (const auto& [name, parameter] : parameters()) {
        count += parameter.numel();
    }
    return count;
}

}  // namespace destudio::training

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/lora/lora_names.h"
#include "core/nn/functional/layers.h"
#include "core/training/loop/optimiser.h"
#include "core/training/lora/lora_recipe.h"

namespace destudio::training {

/// The low-rank factors of a LoRA in training, added to the layers of a model for as long as this lives. They start as
/// no change: `up` is zero.
class LoraModules {
public:
    using Models = std::map<lora::Component, torch::nn::Module*>;

    /// Chooses the layers as the recipe says. @param models outlive this  @param two_text_encoders of the whole model
    /// @throws ConfigError when no layer is chosen
    LoraModules(const Models& models, bool two_text_encoders, const LoraRecipe& recipe, torch::Device device);
    ~LoraModules();
    LoraModules(const LoraModules&) = delete;
    LoraModules& operator=(const LoraModules&) = delete;

    /// "NAME.lora_down.weight" and "NAME.lora_up.weight" by kohya's names, float32 leaves that want gradients.
    std::vector<NamedParameter> parameters() const;
    /// What a kohya file holds: the parameters on the CPU, and "NAME.alpha". @param type of all of them
    std::map<std::string, torch::Tensor> file_tensors(torch::ScalarType type) const;
    std::size_t size() const { return m_entries.size(); }
    std::int64_t parameter_count() const;

private:
    struct Entry {
        std::string name;
        std::shared_ptr<nn::LowRank> factors;
        std::int64_t rank = 0;
        std::shared_ptr<nn::Linear> linear;  ///< one of the two
        std::shared_ptr<nn::Conv2d> convolution;
    };
    void add(const std::string& name, const std::shared_ptr<torch::nn::Module>& layer, const LoraRecipe& recipe,
             torch::Device device);

    std::vector<Entry> m_entries;
};

/// Whether a LoRA of the recipe changes the layer at `path` (diffusers' names). @param is_convolution else linear
bool is_lora_target(lora::Component component, const std::string& path, bool is_convolution, const LoraRecipe& recipe);

}  // namespace destudio::training

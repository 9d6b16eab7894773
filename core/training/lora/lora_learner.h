// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/base/random.h"
#include "core/diffusion/stable_diffusion_bundle.h"
#include "core/training/lora/lora_examples.h"
#include "core/training/lora/lora_modules.h"
#include "core/training/lora/lora_recipe.h"
#include "core/training/sources/captioned_source.h"

namespace destudio::training {

/// What a LoRA learns from.
struct LoraPictures {
    std::shared_ptr<const CaptionedSource> training;
    std::shared_ptr<const CaptionedSource> held_out;  ///< null: no loss on held-out pictures
    std::shared_ptr<const CaptionedSource> prior;     ///< pictures of what must not be forgotten; may be null
};

/// A model with a LoRA in it: computes the losses of steps and their gradients.
class LoraLearner {
public:
    struct Inputs {
        std::filesystem::path model;  ///< a folder in the diffusers layout, or a single file
        const LoraRecipe& recipe;     ///< outlives the learner, as what follows
        const LoraPictures& pictures;
        std::filesystem::path drawn_prior;  ///< folder of pictures that the model draws itself, made where missing
        torch::Device device = torch::kCPU;
        std::stop_token stop;
        ProgressSink progress;
    };
    /// Opens the model, draws what prior pictures are missing. @throws IoError, FormatError, CancelledError;
    /// ConfigError for a model that a LoRA of the recipe cannot be trained on
    explicit LoraLearner(const Inputs& inputs);

    /// Adds the gradients of one step, which follows from (seed, step) alone. @return losses to log
    std::map<std::string, double> step(std::int64_t step);
    /// Mean loss of the held-out pictures, at the same noise every time. @throws CancelledError
    double held_out_loss();

    const LoraModules& modules() const { return *m_modules; }
    diffusion::StableDiffusionBundle& bundle() { return m_bundle; }
    /// Mean weighted error of a batch. @param latents [B,C,h,w] float32 scaled  @param noise alike
    /// @param timesteps [B] int64  @return a scalar; with gradients where they are enabled
    torch::Tensor loss(const torch::Tensor& latents, const torch::Tensor& noise, const torch::Tensor& timesteps,
                       const std::vector<std::string>& captions);

private:
    struct Batch {
        torch::Tensor latents;
        std::vector<std::string> captions;
    };
    Batch draw(Random& random, bool prior);
    std::size_t prior_count() const;
    double learn(const Batch& batch, torch::Generator& generator, double weight);
    torch::Tensor draw_timesteps(std::int64_t count, torch::Generator& generator) const;

    Inputs m_inputs;
    const LoraRecipe& m_recipe;
    diffusion::StableDiffusionBundle m_bundle;
    bool m_is_velocity;
    torch::Tensor m_alphas_cumprod;  ///< float32 on the device
    LoraExamples m_training;
    std::optional<LoraExamples> m_held_out;
    std::optional<LoraExamples> m_prior;
    std::vector<torch::Tensor> m_drawn_prior;
    FrozenPrompts m_prompts;
    std::unique_ptr<LoraModules> m_modules;
};

/// Pixels of a model's own pictures, on the longer side. @throws as models::describe_model()
int own_picture_size(const std::filesystem::path& model);

}  // namespace destudio::training

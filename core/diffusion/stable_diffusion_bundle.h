// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/base/grounded_phrase.h"
#include "core/base/lora_choice.h"
#include "core/base/sampler.h"
#include "core/base/work_part.h"
#include "core/diffusion/clip_tokenizer.h"
#include "core/diffusion/latent_codec.h"
#include "core/diffusion/lazy_module.h"
#include "core/diffusion/noise_schedule.h"
#include "core/lora/merged_weights.h"
#include "core/models/model_description.h"
#include "core/models/part_weights.h"
#include "core/nn/models/clip_text_encoder.h"
#include "core/nn/models/unet_2d_condition.h"
#include "core/nn/torch.h"

namespace destudio::diffusion {

struct BundleLoadOptions {
    torch::ScalarType dtype = torch::kFloat32;  ///< of U-Net and autoencoder; float16 leaves the autoencoder in float32
    torch::Device device = torch::kCPU;
    /// Whether the text encoder is in memory a layer at a time only. A large one is so in any case: bringing it in
    /// takes less than one denoising step of such a model.
    bool release_text_encoder = false;
    WorkPartSink on_part = {};
    std::vector<LoraChoice> loras = {};  ///< merged into U-Net and text encoders as their weights are read
};

/// The diffusion model of a bundle, ready to run. Latents go in and come out as float32 and
/// scaled (mean * scaling_factor), whatever the arithmetic.
class StableDiffusionBundle {
public:
    /// Files are memory-mapped and checked; each part's weights are converted when it first runs, or by load().
    /// @throws IoError, FormatError, ConfigError naming the file and tensor at fault
    /// @param path a folder in the diffusers layout, or a single checkpoint file
    StableDiffusionBundle(const std::filesystem::path& path, const BundleLoadOptions& options);

    /// Brings in the weights of U-Net and autoencoder now rather than when they first run.
    void load();
    /// [texts, length, width] in the U-Net's dtype; with added conditions, a last row more holds the pooled text and
    /// zeros. Recent texts are remembered; each is encoded by itself, so that its
    /// embedding does not depend on its company.
    torch::Tensor encode_prompts(const std::vector<std::string>& texts);
    /// @param image [B,3,H,W] float32 in [-1,1], H and W multiples of factor()
    /// @return scaled latent [B,4,H/f,W/f] float32: the posterior's mean
    torch::Tensor encode_image(const torch::Tensor& image);
    /// @return [B,3,H,W] float32 on the CPU, not clamped
    torch::Tensor decode_latent(const torch::Tensor& latent);
    /// One U-Net call. @param timesteps [B] float
    /// @param guidance_scale what a U-Net with distilled guidance is told; no other looks at it
    /// @param grounding [B,N,D], ground()'s tokens; undefined: the gated layers do not run
    /// @return sample in float32; block outputs in the U-Net's dtype
    nn::UnetOutput predict_noise(const torch::Tensor& latent, const torch::Tensor& timesteps,
                                 const torch::Tensor& context, bool collect_features = false,
                                 double guidance_scale = kDistilledGuidance, const torch::Tensor& grounding = {});
    /// predict_noise() for training: with gradients where the caller wants them, nothing kept. @return [B,C,h,w]
    /// float32
    torch::Tensor differentiable_noise(const torch::Tensor& latent, const torch::Tensor& timesteps,
                                       const torch::Tensor& context);
    /// encode_prompts() with gradients; all weights of the text encoders stay in memory, and no text is remembered.
    torch::Tensor differentiable_prompts(const std::vector<std::string>& texts);
    /// The modules that LoRA files can change, with their weights in memory.
    std::map<lora::Component, torch::nn::Module*> changeable_modules(bool with_text);
    /// Whether boxes can be asked for: GLIGEN's gated layers.
    bool can_ground() const { return m_unet.config().gated_attention; }
    /// Grounding tokens: those of as many slots that are not used first, which the unconditional half gets.
    /// @return [2,N,D] @throws ConfigError for a model without gated layers; UsageError for too many boxes
    torch::Tensor ground(const std::vector<GroundedPhrase>& boxes);
    /// Whether the guidance was distilled into the U-Net: it is told the scale, and needs no unconditional half.
    bool has_distilled_guidance() const { return m_unet.config().time_cond_proj_dim > 0; }

    /// Whether an empty negative prompt stands for zeros instead of an encoded empty text.
    bool zeroes_empty_negative() const { return m_second.has_value() && m_description.force_zeros_for_empty_prompt; }

    /// Whether it is worth trying to give several rungs one U-Net call. On the CPU every operator takes each row or
    /// image by itself, so a larger batch changes no bit (in all shapes tried; the first shared call of a size is
    /// compared with a call of its own). A large U-Net is bound by arithmetic: company brings it nothing and takes
    /// memory.
    bool may_share_calls() const;
    /// Whether a shared call was compared for latents of this size [1,4,h,w].
    bool shared_calls_are_checked(const torch::Tensor& latent) const;
    /// @param exact whether the shared call had the bits of a call of its own; if not, calls are never shared again
    void note_checked_call(const torch::Tensor& latent, bool exact);
    /// What the U-Net's activations take at once for a guided latent [1,4,h,w], roughly.
    std::int64_t activation_bytes(const torch::Tensor& latent) const;

    const NoiseSchedule& schedule() const { return m_schedule; }
    const ClipTokenizer& tokenizer() const { return m_tokenizer; }
    /// For whoever listens to its layers.
    nn::Unet2dCondition& unet() { return m_unet.get(); }
    const nn::Unet2dConditionConfig& unet_config() const { return m_unet.config(); }
    std::int64_t factor() const { return m_codec.factor(); }
    std::int64_t latent_channels() const { return m_codec.latent_channels(); }
    torch::Device device() const { return m_options.device; }
    torch::ScalarType dtype() const { return m_options.dtype; }

    /// What the model is, and sentences about how it was read.
    const models::ModelDescription& description() const { return m_description; }

private:
    /// What is opened before the parts are made of it.
    struct Opened {
        models::ModelDescription description;
        models::PartOpener parts;
        lora::Parts changeable;  ///< with LoRA files merged in
    };
    static Opened open(const std::filesystem::path& path, const BundleLoadOptions& options);
    StableDiffusionBundle(Opened opened, const BundleLoadOptions& options);
    /// Measures what a model predicts whose files do not say.
    void settle_prediction();
    /// Encodes and remembers the texts.
    void embed(const std::set<std::string>& texts);
    /// Gives freed memory of a large model back to the system.
    void trim_memory() const;
    void end_of(WorkPart part) const;
    torch::ScalarType vae_dtype() const {
        return m_options.dtype == torch::kFloat16 ? torch::kFloat32 : m_options.dtype;
    }

    struct SecondText {
        ClipTokenizer tokenizer;
        LazyModule<nn::ClipTextEncoder, nn::ClipTextConfig> encoder;
    };
    /// Rows of tokens and pooled text of the context that was used last: the U-Net keeps what it computed from a
    /// tensor.
    struct UnpackedContext {
        torch::Tensor packed;
        std::int64_t version = 0;
        torch::Tensor tokens;
        torch::Tensor pooled;
    };

    using TextEncoder = LazyModule<nn::ClipTextEncoder, nn::ClipTextConfig>;
    /// What `encoder` makes of each of the ids.
    std::vector<nn::ClipTextStates> text_states(TextEncoder& encoder, const std::vector<torch::Tensor>& ids);
    void embed_twice(const std::set<std::string>& texts);
    static torch::Tensor packed(const nn::ClipTextStates& first, const nn::ClipTextStates& second);
    nn::UnetOutput call_unet(const torch::Tensor& latent, const torch::Tensor& timesteps, const torch::Tensor& context,
                             bool collect_features, double guidance_scale, const torch::Tensor& grounding);
    void check_parts() const;
    const UnpackedContext& unpacked(const torch::Tensor& context);

    BundleLoadOptions m_options;
    models::ModelDescription m_description;
    ClipTokenizer m_tokenizer;
    NoiseSchedule m_schedule;
    std::map<std::string, torch::Tensor> m_embeddings;  ///< [1, length, width] of recent texts
    LazyModule<nn::ClipTextEncoder, nn::ClipTextConfig> m_text_encoder;
    std::optional<SecondText> m_second;  ///< Stable Diffusion XL's second text encoder
    UnpackedContext m_unpacked;
    LatentCodec m_codec;
    bool m_shares_exactly = true;
    std::set<std::pair<std::int64_t, std::int64_t>> m_checked_sizes;  ///< of latents in shared calls
    LazyModule<nn::Unet2dCondition, nn::Unet2dConditionConfig> m_unet;
};

}  // namespace destudio::diffusion

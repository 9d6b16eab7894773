// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/base/work_part.h"
#include "core/diffusion/clip_tokenizer.h"
#include "core/diffusion/latent_codec.h"
#include "core/diffusion/lazy_module.h"
#include "core/diffusion/noise_schedule.h"
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
};

/// The diffusion model of a bundle in the diffusers layout, ready to run. Latents go in and come out as float32 and
/// scaled (mean * scaling_factor), whatever the arithmetic.
class StableDiffusionBundle {
public:
    /// Files are memory-mapped and checked; each part's weights are converted when it first runs, or by load().
    /// @throws IoError, FormatError, ConfigError naming the file and tensor at fault
    StableDiffusionBundle(const std::filesystem::path& folder, const BundleLoadOptions& options);

    /// Brings in the weights of U-Net and autoencoder now rather than when they first run.
    void load();
    /// [texts, length, width] in the U-Net's dtype. Recent texts are remembered; each is encoded by itself, so that its
    /// embedding does not depend on its company.
    torch::Tensor encode_prompts(const std::vector<std::string>& texts);
    /// @param image [B,3,H,W] float32 in [-1,1], H and W multiples of factor()
    /// @return scaled latent [B,4,H/f,W/f] float32: the posterior's mean
    torch::Tensor encode_image(const torch::Tensor& image);
    /// @return [B,3,H,W] float32 on the CPU, not clamped
    torch::Tensor decode_latent(const torch::Tensor& latent);
    /// One U-Net call. @param timesteps [B] float @return sample in float32; block outputs in the U-Net's dtype
    nn::UnetOutput predict_noise(const torch::Tensor& latent, const torch::Tensor& timesteps,
                                 const torch::Tensor& context, bool collect_features = false);

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

private:
    /// Encodes and remembers the texts.
    void embed(const std::set<std::string>& texts);
    /// Gives freed memory of a large model back to the system.
    void trim_memory() const;
    void end_of(WorkPart part) const;
    torch::ScalarType vae_dtype() const {
        return m_options.dtype == torch::kFloat16 ? torch::kFloat32 : m_options.dtype;
    }

    BundleLoadOptions m_options;
    ClipTokenizer m_tokenizer;
    NoiseSchedule m_schedule;
    std::map<std::string, torch::Tensor> m_embeddings;  ///< [1, length, width] of recent texts
    LazyModule<nn::ClipTextEncoder, nn::ClipTextConfig> m_text_encoder;
    LatentCodec m_codec;
    bool m_shares_exactly = true;
    std::set<std::pair<std::int64_t, std::int64_t>> m_checked_sizes;  ///< of latents in shared calls
    LazyModule<nn::Unet2dCondition, nn::Unet2dConditionConfig> m_unet;
};

}  // namespace destudio::diffusion

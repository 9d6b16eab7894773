// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/grounded_phrase.h"
#include "core/base/rung.h"
#include "core/base/sampler.h"
#include "core/base/stop_tokens.h"
#include "core/diffusion/guided_prediction.h"
#include "core/diffusion/scheduler.h"
#include "core/diffusion/stable_diffusion_bundle.h"
#include "core/nn/torch.h"

namespace destudio::diffusion {

/// One image redrawn at several encode ratios and seeds.
struct ImageToImageRequest {
    torch::Tensor image;  ///< [1,3,H,W] float32 in [-1,1], any size
    std::string prompt;
    std::string negative_prompt;
    std::vector<Rung> rungs;
    Guidance guidance;  ///< above 1: classifier-free guidance, unless it is distilled into the U-Net
    Sampler sampler = Sampler::kDpmpp2m;
    SchedulerOptions options;                   ///< but for the strength, which is each rung's ratio
    LabelStep feature_step = LabelStep::kLast;  ///< kLast or kT1
    int feature_timestep = 1;                   ///< of kT1's call
    bool collect_features = true;
    /// At ratio 1 start from pure noise, as the paper says; otherwise from the noised latent, as diffusers does.
    bool pure_noise_at_one = true;
    std::vector<GroundedPhrase> boxes{};              ///< where can_ground(); empty: none are asked for
    double grounding_share = kDefaultGroundingShare;  ///< of each rung's steps, from the first on
};

/// A report after each step of each rung.
struct ImageToImageStep : RungStep {
    torch::Tensor pred_x0;  ///< [1,4,h,w], scaled: the clean latent as predicted so far
};

struct ImageToImageResult {
    torch::Tensor image;         ///< [3,H,W] float32 in [-1,1], clamped, on the CPU
    nn::FeatureLevels features;  ///< [1,C_k,..] float32; empty unless asked for
    Size padded_size;            ///< pixels that the features cover: H and W rounded up to the bundle's factor
};

/// Image-to-image as diffusers runs it, for all rungs of one request in step.
class ImageToImage {
public:
    using OnStep = std::function<void(const ImageToImageStep&)>;
    using OnResult = std::function<void(std::size_t rung, ImageToImageResult result)>;

    explicit ImageToImage(StableDiffusionBundle& bundle) : m_bundle(bundle) {}

    /// Text embedding and latent are computed once. Every rung draws from its own CPU generator. Rungs share U-Net
    /// calls, each at its own timestep, where that is faster and no bit depends on it; else each has its own (both
    /// guidance halves in one): a variant's bytes never depend on what else runs.
    /// @param on_result gets each rung as it finishes, lowest step count first
    /// @param stop  `after_unit`: the rung with the fewest steps to go is finished, the others are dropped
    /// @throws UsageError for a ratio outside (0,1] or one that gives no step; CancelledError within one U-Net step, or
    ///         when a rung was dropped
    void run(const ImageToImageRequest& request, const StopTokens& stop, const OnStep& on_step,
             const OnResult& on_result);

private:
    StableDiffusionBundle& m_bundle;
};

/// The adapter's training features (Eq. 4 of the paper): z0 noised once, one U-Net call with the empty prompt.
/// @param z0 scaled latents [B,4,h,w]  @param noise alike  @param timesteps [B] int64
/// @param empty_context [1,S,D] or [B,S,D]
nn::FeatureLevels one_step_features(StableDiffusionBundle& bundle, const torch::Tensor& z0, const torch::Tensor& noise,
                                    const torch::Tensor& timesteps, const torch::Tensor& empty_context);
/// The same at t = 1, the paper's noise level.
nn::FeatureLevels adapter_features(StableDiffusionBundle& bundle, const torch::Tensor& z0, const torch::Tensor& noise,
                                   const torch::Tensor& empty_context);

}  // namespace destudio::diffusion

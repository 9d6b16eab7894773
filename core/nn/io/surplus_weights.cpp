// SPDX-License-Identifier: Apache-2.0
#include "core/nn/io/surplus_weights.h"

#include <algorithm>
#include <array>

namespace destudio::nn {

namespace {

constexpr std::array<std::string_view, 5> kSurplusStarts{"model_ema.", "loss.", "vision_model.", "visual_projection.",
                                                         "denoiser."};

constexpr std::array<std::string_view, 18> kSurplusNames{"logit_scale",
                                                         "text_projection",
                                                         "text_projection.weight",
                                                         "betas",
                                                         "alphas_cumprod",
                                                         "alphas_cumprod_prev",
                                                         "sqrt_alphas_cumprod",
                                                         "sqrt_one_minus_alphas_cumprod",
                                                         "log_one_minus_alphas_cumprod",
                                                         "sqrt_recip_alphas_cumprod",
                                                         "sqrt_recipm1_alphas_cumprod",
                                                         "posterior_variance",
                                                         "posterior_log_variance_clipped",
                                                         "posterior_mean_coef1",
                                                         "posterior_mean_coef2",
                                                         "v_pred",
                                                         "ztsnr",
                                                         "logvar"};

}  // namespace

bool is_surplus_weight(std::string_view name) {
    return name.ends_with("position_ids") ||
           std::find(kSurplusNames.begin(), kSurplusNames.end(), name) != kSurplusNames.end() ||
           std::any_of(kSurplusStarts.begin(), kSurplusStarts.end(),
                       [name](std::string_view start) { return name.starts_with(start); });
}

}  // namespace destudio::nn

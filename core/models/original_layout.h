// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/models/tensor_list.h"
#include "core/nn/io/tensor_names.h"
#include "core/nn/models/autoencoder_kl_config.h"
#include "core/nn/models/clip_text_config.h"
#include "core/nn/models/unet_2d_condition_config.h"

namespace destudio::models {

// The parts of a single-file checkpoint in the layout of the original programs: what the shapes say of their
// configuration, and which tensor of the file each tensor of the diffusers layout is. Names that are not known are left
// out; load_weights() then says what is missing.

/// What shapes do not say. 0 and empty: what is usual in published models of the family.
struct LayoutHints {
    std::int64_t unet_heads = 0;          ///< the same number of heads everywhere (Stable Diffusion 1.x)
    std::int64_t unet_head_channels = 0;  ///< channels of a head (2.x and XL)
    std::int64_t unet_groups = 0;
    std::int64_t autoencoder_groups = 0;
    double scaling_factor = 0;
    std::int64_t sample_size = 0;
};

/// Sentences about what was assumed because the shapes do not allow the usual.
using Assumptions = std::vector<std::string>;

/// @param prefix where the U-Net's names begin  @param source what to call the file in errors
/// @throws ConfigError for a shape that this program's U-Net does not have
nn::Unet2dConditionConfig original_unet_config(const TensorList& list, const std::string& prefix,
                                               const LayoutHints& hints, const std::string& source,
                                               Assumptions& assumptions);
nn::TensorNames original_unet_names(const TensorList& list, const std::string& prefix);

nn::AutoencoderKlConfig original_autoencoder_config(const TensorList& list, const std::string& prefix,
                                                    const LayoutHints& hints, const std::string& source,
                                                    Assumptions& assumptions);
nn::TensorNames original_autoencoder_names(const TensorList& list, const std::string& prefix);

/// transformers' names behind a prefix, with or without "text_model.".
nn::ClipTextConfig clip_text_config_of(const TensorList& list, const std::string& prefix, const std::string& source,
                                       Assumptions& assumptions);
nn::TensorNames clip_text_names(const TensorList& list, const std::string& prefix);

/// OpenCLIP's names. @param layers_left how many of the last layers are not used: 1 in Stable Diffusion 2.x
nn::ClipTextConfig open_clip_config(const TensorList& list, const std::string& prefix, std::int64_t layers_left,
                                    const std::string& source, Assumptions& assumptions);
/// @param layers how many of the first ones are wanted
nn::TensorNames open_clip_names(const TensorList& list, const std::string& prefix, std::int64_t layers);

}  // namespace destudio::models

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/models/model_family.h"
#include "core/models/tensor_list.h"

namespace destudio::models {

/// What the names and shapes of a file's tensors say. File names, metadata and sizes in bytes are never asked.
struct Recognition {
    Family family = Family::kUnknown;
    bool original_layout = false;  ///< names of the original programs ("input_blocks"), else of diffusers
    // Where the parts' names begin; meaningful for a part that is there.
    bool has_unet = false;
    bool has_autoencoder = false;
    bool has_text = false;
    bool has_text_2 = false;
    std::string unet_prefix;
    std::string autoencoder_prefix;
    std::string text_prefix;
    std::string text_2_prefix;
    bool open_clip_text = false;       ///< the first text encoder has OpenCLIP's names
    bool has_average_copy = false;     ///< "model_ema", which is not used
    std::int64_t in_channels = 0;      ///< of the U-Net: 4; 9 for inpainting, 8 for instructions
    std::int64_t context_width = 0;    ///< of the U-Net's cross-attention
    std::int64_t latent_channels = 0;  ///< of the autoencoder
    bool v_prediction_mark = false;    ///< an empty tensor called v_pred
    bool zero_snr_mark = false;        ///< an empty tensor called ztsnr
    bool guidance_embedding = false;   ///< a distilled U-Net that takes the guidance scale as an input
    std::string detail;                ///< for a LoRA: "kohya", "diffusers"; for a video model its kind; else empty
    Family base = Family::kUnknown;    ///< of a LoRA: what it was made for

    bool is_inpainting() const { return in_channels == 9; }
    bool is_instructed() const { return in_channels == 8; }
};

Recognition recognise(const TensorList& list);

}  // namespace destudio::models

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/models/model_family.h"
#include "core/models/model_options.h"
#include "core/models/original_layout.h"
#include "core/nn/io/tensor_names.h"
#include "core/nn/models/clip_text_config.h"
#include "core/nn/models/unet_2d_condition_config.h"

namespace destudio::models {

/// Where a part's weights lie.
struct PartWeights {
    std::filesystem::path file;
    std::string variant;  ///< "fp16"; empty for the plain file and for single files
    /// Names in the file, where they are not diffusers'.
    std::optional<nn::TensorNames> names;
};

struct TextEncoderPart {
    nn::ClipTextConfig config;
    PartWeights weights;
    std::filesystem::path tokenizer;  ///< a folder; empty when there is none
    std::string pad_token;            ///< empty: what the tokenizer's files say
};

/// A model that can be opened, folder or single file: every part with its configuration and where its weights lie.
struct ModelDescription {
    std::filesystem::path path;
    bool single_file = false;
    Family family = Family::kUnknown;
    nn::Unet2dConditionConfig unet_config;
    PartWeights unet;
    std::uintmax_t unet_bytes = 0;      ///< of its weights as stored
    nlohmann::json autoencoder_config;  ///< of class AutoencoderKL, PatchAutoencoderKL or AutoencoderTiny
    std::string autoencoder_source;     ///< what to call this configuration in errors
    PartWeights autoencoder;
    TextEncoderPart text;
    std::optional<TextEncoderPart> text_2;
    nlohmann::json scheduler;       ///< the content of a scheduler_config.json
    std::string scheduler_source;   ///< what to call it in errors
    bool prediction_known = true;   ///< false: the scheduler's prediction_type is a guess that should be measured
    std::string prediction_source;  ///< how the prediction type is known, for people
    std::string zero_snr_source;    ///< the same of zero terminal SNR; empty where it is off because nothing says so
    bool force_zeros_for_empty_prompt = false;
    Assumptions notes;  ///< sentences for people
};

/// Reads what kind of model a path is and where its parts are. Weights are not read; of a folder, not even their
/// headers.
/// @throws IoError, FormatError, ConfigError in one sentence that says what the path is and what is missing or not
///         supported. A missing tokenizer of a single file is no error here.
ModelDescription describe_model(const std::filesystem::path& path,
                                const ModelFileOptions& options = default_model_options());

/// Pixels per latent pixel, by the autoencoder's configuration.
int autoencoder_factor(const ModelDescription& model);

/// @throws IoError when a single file's tokenizer was not found, saying how to name one
void require_tokenizer(const ModelDescription& model);

/// Every file that determines what the model draws: configurations, weights, vocabulary.
std::vector<std::filesystem::path> files_of(const ModelDescription& model);

}  // namespace destudio::models

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace destudio::models {

/// What a person adds to a model file that does not say or hold everything.
struct ModelFileOptions {
    /// CLIP's vocabulary: a folder with vocab.json and merges.txt or with tokenizer.json, one of these files, or a
    /// model's folder. Empty: searched for.
    std::filesystem::path tokenizer;
    std::filesystem::path autoencoder;    ///< file or folder, in place of the model's own
    std::filesystem::path configuration;  ///< a folder in diffusers' layout (its .json files count), or a YAML file
    std::string prediction = "auto";      ///< or "epsilon" or "v"
    std::vector<std::filesystem::path> library;  ///< folders with models, in which a tokenizer is looked for
};

/// For the whole process, like the number of compute threads; set before a model is opened.
/// From any thread: the window learns of new folders while a model is being opened.
void set_default_model_options(ModelFileOptions options);
ModelFileOptions default_model_options();

}  // namespace destudio::models

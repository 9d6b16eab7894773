// SPDX-License-Identifier: Apache-2.0
#include "core/models/model_description.h"

#include <algorithm>
#include <set>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/json_read.h"
#include "core/models/folder_model.h"

namespace destudio::models {

namespace fs = std::filesystem;

namespace {

void add_weights(const PartWeights& part, std::set<fs::path>& files) {
    files.insert(part.file);
    if (part.file.extension() != ".json") {
        return;
    }
    const auto index = read_json(part.file);
    if (index.is_object() && index.contains("weight_map") && index["weight_map"].is_object()) {
        for (const auto& [tensor, shard] : index["weight_map"].items()) {
            if (shard.is_string() && fs::path(shard.get<std::string>()).filename() == shard.get<std::string>()) {
                files.insert(part.file.parent_path() / shard.get<std::string>());
            }
        }
    }
}

void add_text(const TextEncoderPart& part, std::set<fs::path>& files) {
    add_weights(part.weights, files);
    if (part.tokenizer.empty()) {
        return;
    }
    for (const char* name : {"vocab.json", "merges.txt", "tokenizer.json", "added_tokens.json",
                             "special_tokens_map.json", "tokenizer_config.json"}) {
        files.insert(part.tokenizer / name);
    }
}

}  // namespace

ModelDescription describe_model(const fs::path& path, const ModelFileOptions& options) {
    if (options.prediction != "auto" && options.prediction != "epsilon" && options.prediction != "v") {
        throw UsageError("The prediction type \"" + options.prediction + "\" is not auto, epsilon or v.");
    }
    std::error_code error;
    if (!fs::exists(path, error)) {
        throw IoError("There is no bundle folder or model file " + path.string() + ".");
    }
    return fs::is_directory(path, error) ? describe_folder(path, options) : describe_single_file(path, options);
}

int autoencoder_factor(const ModelDescription& model) {
    const auto& config = model.autoencoder_config;
    for (const char* key : {"block_out_channels", "encoder_block_out_channels"}) {
        const auto found = config.is_object() ? config.find(key) : config.end();
        if (config.is_object() && found != config.end() && found->is_array() && !found->empty() && found->size() <= 8) {
            const auto patch = json_value<int>(config, "patch_size", 1);
            return std::clamp(patch, 1, 16) << (found->size() - 1);
        }
    }
    return 8;
}

void require_tokenizer(const ModelDescription& model) {
    if (model.text.tokenizer.empty()) {
        throw IoError(model.path.string() +
                      " holds no tokenizer, as single files never do. Put the tokenizer folder of any Stable Diffusion "
                      "model (vocab.json and merges.txt) beside it as \"tokenizer\", or name it with --tokenizer.");
    }
}

std::vector<fs::path> files_of(const ModelDescription& model) {
    std::set<fs::path> files;
    add_weights(model.unet, files);
    add_weights(model.autoencoder, files);
    add_text(model.text, files);
    if (model.text_2) {
        add_text(*model.text_2, files);
    }
    for (const auto& source : {model.autoencoder_source, model.scheduler_source}) {
        files.insert(source);
    }
    std::vector<fs::path> present;
    std::error_code error;
    std::copy_if(files.begin(), files.end(), std::back_inserter(present),
                 [&](const fs::path& file) { return fs::is_regular_file(file, error); });
    return present;
}

}  // namespace destudio::models

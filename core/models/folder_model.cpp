// SPDX-License-Identifier: Apache-2.0
#include "core/models/folder_model.h"

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/json_read.h"
#include "core/models/autoencoder_part.h"
#include "core/models/tokenizer_search.h"
#include "core/nn/io/weight_files.h"

namespace destudio::models {

namespace fs = std::filesystem;

namespace {

constexpr const char* kNetworkStem = "diffusion_pytorch_model";

nlohmann::json object_of(const fs::path& file) {
    auto json = read_json(file);
    if (!json.is_object()) {
        throw FormatError(file.string() + " does not hold a JSON object.");
    }
    return json;
}

nlohmann::json optional_object(const fs::path& file) {
    std::error_code error;
    return fs::exists(file, error) ? object_of(file) : nlohmann::json::object();
}

/// What a pipeline's transformer is, by its class.
Family family_of_transformer(const std::string& name) {
    if (name.starts_with("Flux")) {
        return Family::kFlux;
    }
    if (name.starts_with("SD3")) {
        return Family::kStableDiffusion3;
    }
    for (const char* video : {"3DModel", "Video", "Wan", "LTX"}) {
        if (name.find(video) != std::string::npos) {
            return Family::kVideo;
        }
    }
    return Family::kOtherTransformer;
}

std::string cannot(const fs::path& path, Family family) {
    return path.string() + " is " + family_name(family) +
           ", which the studio cannot draw with: it works with Stable Diffusion 1.x, 2.x and XL.";
}

Family family_by_unet(const nlohmann::json& unet, const fs::path& folder) {
    std::error_code error;
    const auto added = json_value<std::string>(unet, "addition_embed_type", {});
    if (added == "text_time" || fs::exists(folder / "text_encoder_2", error)) {
        return fs::exists(folder / "text_encoder", error) ? Family::kStableDiffusionXl : Family::kRefiner;
    }
    // Both earlier families have the same parts; the later one projects with linear layers.
    return json_value<bool>(unet, "use_linear_projection", false) ? Family::kStableDiffusion2
                                                                  : Family::kStableDiffusion1;
}

TextEncoderPart text_part_of(const fs::path& folder, const std::string& encoder, const std::string& tokenizer,
                             const ModelFileOptions& options) {
    TextEncoderPart part;
    const auto config = folder / encoder / "config.json";
    std::error_code error;
    if (!fs::exists(config, error)) {
        throw IoError("There is no file " + config.string() + ". Get the whole model, with its text encoder.");
    }
    part.config = nn::read_clip_text_config(config);
    const auto chosen = nn::choose_weights(folder / encoder, "model");
    part.weights = {chosen.path, chosen.variant, std::nullopt};
    part.tokenizer = folder / tokenizer;
    if (!is_tokenizer_folder(part.tokenizer)) {
        if (!options.tokenizer.empty()) {
            part.tokenizer = tokenizer_folder(options.tokenizer);
        } else if (!fs::exists(part.tokenizer / "vocab.json", error)) {
            if (auto found = find_tokenizer(folder / encoder, part.config.vocab_size, options)) {
                part.tokenizer = *found;
            }
        }
    }
    return part;
}

void describe_noise(const fs::path& folder, const ModelFileOptions& options, ModelDescription& model) {
    const auto file = folder / "scheduler" / "scheduler_config.json";
    model.scheduler = optional_object(file);
    model.scheduler_source = file.string();
    model.prediction_source = model.scheduler.contains("prediction_type")
                                  ? "stated in scheduler/scheduler_config.json"
                                  : "the usual one: scheduler/scheduler_config.json does not say";
    if (model.scheduler.contains("rescale_betas_zero_snr")) {
        model.zero_snr_source = "stated in scheduler/scheduler_config.json";
    }
    if (options.prediction != "auto") {
        model.scheduler["prediction_type"] = options.prediction == "v" ? "v_prediction" : "epsilon";
        model.prediction_source = "named by you";
    }
}

/// Of a weight file, or of the shards beside an index.
std::uintmax_t stored_bytes(const fs::path& file) {
    std::error_code error;
    if (file.extension() != ".json") {
        const auto size = fs::file_size(file, error);
        return error ? 0 : size;
    }
    std::uintmax_t sum = 0;
    for (fs::directory_iterator it(file.parent_path(), error), end; !error && it != end; it.increment(error)) {
        sum += it->path().filename().string().find("-of-") != std::string::npos ? it->file_size(error) : 0;
    }
    return sum;
}

void note_variants(ModelDescription& model) {
    for (const auto* part : {&model.unet, &model.text.weights, &model.autoencoder}) {
        if (!part->variant.empty()) {
            model.notes.push_back("The weights of the variant \"" + part->variant +
                                  "\" are used: the folder has no others.");
            return;
        }
    }
}

}  // namespace

FolderKind kind_of_folder(const fs::path& folder) {
    std::error_code error;
    const auto index_file = folder / "model_index.json";
    const bool has_index = fs::exists(index_file, error);
    const auto index = has_index ? object_of(index_file) : nlohmann::json::object();
    if (fs::exists(folder / "transformer", error) && !fs::exists(folder / "unet", error)) {
        const auto transformer = optional_object(folder / "transformer" / "config.json");
        const auto family = family_of_transformer(json_value<std::string>(transformer, "_class_name", {}));
        return {family, cannot(folder, family)};
    }
    if (fs::exists(folder / "unet" / "config.json", error) && (has_index || fs::exists(folder / "vae", error))) {
        const auto unet = object_of(folder / "unet" / "config.json");
        const auto class_name = json_value<std::string>(unet, "_class_name", "UNet2DConditionModel");
        if (class_name != "UNet2DConditionModel") {
            const auto family = class_name.find("Temporal") != std::string::npos ||
                                        class_name.find("3D") != std::string::npos ||
                                        class_name.find("Motion") != std::string::npos
                                    ? Family::kVideo
                                    : Family::kUnknown;
            return {family, family == Family::kVideo ? cannot(folder, family)
                                                     : folder.string() + " has a U-Net of the class " + class_name +
                                                           ", which this program does not know."};
        }
        const auto family = family_by_unet(unet, folder);
        return {family, family == Family::kRefiner ? cannot(folder, family) : std::string()};
    }
    if (has_index) {
        return {Family::kUnknown, folder.string() + " has a model_index.json but no unet/config.json: it is not " +
                                      "complete, or no Stable Diffusion model. Get the whole model."};
    }
    const auto config = optional_object(folder / "config.json");
    const auto class_name = json_value<std::string>(config, "_class_name", {});
    const auto model_type = json_value<std::string>(config, "model_type", {});
    const auto part = [&](Family family) {
        return FolderKind{family, folder.string() + " is " + family_name(family) + ". Name the whole model's folder."};
    };
    if (class_name.find("AutoencoderKL") != std::string::npos) {
        return part(Family::kAutoencoder);
    }
    if (class_name == "AutoencoderTiny") {
        return part(Family::kTinyAutoencoder);
    }
    if (class_name == "UNet2DConditionModel") {
        return part(Family::kUnet);
    }
    if (class_name.find("ControlNet") != std::string::npos) {
        return part(Family::kControlNet);
    }
    if (model_type.starts_with("clip")) {
        return part(Family::kClipText);
    }
    if (config.contains("num_classes") || (config.contains("classes") && config.contains("in_channels"))) {
        return {Family::kAdapter,
                folder.string() + " is " + family_name(Family::kAdapter) +
                    ", not a model that draws. Name a model as bundle, and this folder with --adapter."};
    }
    if (fs::exists(folder / "adapter_config.json", error)) {
        return {Family::kLora, folder.string() + " is a LoRA (PEFT). Name its file, and the model's folder as bundle."};
    }
    return {Family::kUnknown, "There is no model_index.json in " + folder.string() +
                                  ". A bundle is a folder in the diffusers layout, or a single checkpoint file."};
}

ModelDescription describe_folder(const fs::path& folder, const ModelFileOptions& options) {
    const auto kind = kind_of_folder(folder);
    if (!kind.refusal.empty()) {
        if (kind.family == Family::kUnknown) {
            throw IoError(kind.refusal);
        }
        throw ConfigError(kind.refusal);
    }
    ModelDescription model;
    model.path = folder;
    model.family = kind.family;
    const auto unet = folder / "unet";
    model.unet_config = nn::read_unet_2d_condition_config(unet / "config.json");
    const auto chosen = nn::choose_weights(unet, kNetworkStem);
    model.unet = {chosen.path, chosen.variant, std::nullopt};
    model.unet_bytes = stored_bytes(chosen.path);
    model.text = text_part_of(folder, "text_encoder", "tokenizer", options);
    if (model.family == Family::kStableDiffusionXl) {
        model.text_2 = text_part_of(folder, "text_encoder_2", "tokenizer_2", options);
        if (model.text_2->config.projection_dim == 0) {  // a configuration that does not name its class
            const auto config = optional_object(folder / "text_encoder_2" / "config.json");
            model.text_2->config.projection_dim = json_value<std::int64_t>(config, "projection_dim", 512);
        }
    }
    const auto index = optional_object(folder / "model_index.json");
    model.force_zeros_for_empty_prompt =
        json_value<bool>(index, "force_zeros_for_empty_prompt", model.family == Family::kStableDiffusionXl);
    LayoutHints hints;
    const auto own = optional_object(folder / "vae" / "config.json");
    hints.scaling_factor = json_value<double>(own, "scaling_factor", 0);
    hints.autoencoder_groups = json_value<std::int64_t>(own, "norm_num_groups", 0);
    use_autoencoder(options.autoencoder.empty() ? folder / "vae" : options.autoencoder, hints, model);
    describe_noise(folder, options, model);
    note_variants(model);
    return model;
}

}  // namespace destudio::models

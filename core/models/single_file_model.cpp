// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/json_read.h"
#include "core/models/autoencoder_part.h"
#include "core/models/folder_model.h"
#include "core/models/original_config.h"
#include "core/models/recognition.h"
#include "core/models/tokenizer_search.h"

namespace destudio::models {

namespace fs = std::filesystem;

namespace {

constexpr double kScalingOfXl = 0.13025;
constexpr double kScalingOfOthers = 0.18215;
constexpr const char* kEndToken = "<|endoftext|>";
constexpr const char* kNullToken = "!";  ///< id 0 of CLIP's vocabulary

/// What --model-config adds: a folder in diffusers' layout, or a YAML file.
struct Additions {
    fs::path folder;
    OriginalConfig yaml;
};

Additions find_additions(const fs::path& file, const ModelFileOptions& options) {
    Additions additions;
    std::error_code error;
    if (options.configuration.empty()) {
        if (const auto beside = find_original_config(file)) {
            additions.yaml = read_original_config(*beside);
        }
        return additions;
    }
    if (fs::is_directory(options.configuration, error)) {
        additions.folder = options.configuration;
    } else {
        additions.yaml = read_original_config(options.configuration);
    }
    return additions;
}

/// FOLDER/PART/config.json where there is one.
std::optional<fs::path> config_of(const Additions& additions, const char* part) {
    const auto file = additions.folder / part / "config.json";
    std::error_code error;
    return !additions.folder.empty() && fs::exists(file, error) ? std::optional(file) : std::nullopt;
}

/// Why a recognised file is not opened; empty for one that is.
std::string refusal_of(const fs::path& file, const TensorList& list, const Recognition& found) {
    const auto name = file.string();
    if (list.container == Container::kGguf) {
        return name + " is a GGUF file (" +
               (found.family == Family::kUnknown ? "unknown model" : family_name(found.family)) +
               "), whose quantized numbers the studio does not read. Use the same model as safetensors in F16.";
    }
    switch (found.family) {
        case Family::kLora:
            return name +
                   " is a LoRA, not a whole model. Name the model that it was made for as bundle, and this file "
                   "with --lora.";
        case Family::kAutoencoder:
        case Family::kTinyAutoencoder:
            return name + " is an autoencoder without its model. Name a model as bundle, and this file with --vae.";
        case Family::kAdapter:
            return name + " is a detection adapter, not a model that draws. Name its folder with --adapter.";
        case Family::kUnet:
        case Family::kClipText:
        case Family::kOpenClipText:
        case Family::kT5Text:
            return name + " is " + family_name(found.family) + "; it does not draw alone. Name the whole model.";
        case Family::kTextualInversion:
            return name + " is a textual inversion, which the studio does not use. Name a model as bundle.";
        case Family::kUnknown:
            return name + " holds " + std::to_string(list.tensors.size()) +
                   " tensors, but no model that this program knows.";
        default:
            break;
    }
    if (!is_drawable(found.family)) {
        return name + " is " + family_name(found.family) +
               ", which the studio cannot draw with: it works with Stable Diffusion 1.x, 2.x and XL.";
    }
    if (found.is_inpainting() || found.is_instructed()) {
        return name + " is a model of " + family_name(found.family) +
               (found.is_inpainting() ? " for inpainting" : " that follows instructions (InstructPix2Pix)") + ": its " +
               "U-Net takes " + std::to_string(found.in_channels) +
               " channels, which the studio does not give it. Use the ordinary model of this family.";
    }
    for (const auto& [tensor, info] : list.tensors) {
        if (info.type.starts_with("F8")) {
            return name + " holds 8-bit floating-point numbers (" + info.type +
                   "), which this program does not compute with. Use the same model in F16, BF16 or F32.";
        }
    }
    if (!found.has_text || (found.family == Family::kStableDiffusionXl && !found.has_text_2)) {
        return name + " is a model of " + family_name(found.family) +
               " without its text encoder. Get the whole checkpoint.";
    }
    return {};
}

class SingleFile {
public:
    SingleFile(const fs::path& file, const ModelFileOptions& options)
        : m_file(file), m_options(options), m_list(read_tensor_list(file)), m_found(recognise(m_list)) {}

    ModelDescription describe() {
        if (const auto refusal = refusal_of(m_file, m_list, m_found); !refusal.empty()) {
            throw ConfigError(refusal);
        }
        m_additions = find_additions(m_file, m_options);
        m_model.path = m_file;
        m_model.single_file = true;
        m_model.family = m_found.family;
        m_model.force_zeros_for_empty_prompt = m_found.family == Family::kStableDiffusionXl;
        if (!m_additions.yaml.file.empty()) {
            m_model.notes.push_back("What the tensors do not tell was read from " + m_additions.yaml.file.string() +
                                    ".");
        }
        describe_scheduler();
        describe_unet();
        describe_autoencoder();
        describe_text();
        find_tokenizers();
        return std::move(m_model);
    }

private:
    bool is_xl() const { return m_found.family == Family::kStableDiffusionXl; }

    LayoutHints hints() const {
        auto hints = m_additions.yaml.hints;
        if (hints.scaling_factor == 0) {
            hints.scaling_factor = is_xl() ? kScalingOfXl : kScalingOfOthers;
        }
        if (hints.sample_size == 0) {
            const bool large = m_found.family == Family::kStableDiffusion2 &&
                               json_value<std::string>(m_model.scheduler, "prediction_type", {}) == "v_prediction";
            hints.sample_size = is_xl() ? 128 : large ? 96 : 64;
        }
        return hints;
    }

    void describe_unet() {
        m_model.unet.file = m_file;
        m_model.unet.names = original_unet_names(m_list, m_found.unet_prefix);
        for (const auto& [name, origin] : *m_model.unet.names) {
            m_model.unet_bytes += m_list.tensors.at(origin.name).bytes;
        }
        if (const auto config = config_of(m_additions, "unet")) {
            m_model.unet_config = nn::read_unet_2d_condition_config(*config);
            return;
        }
        m_model.unet_config =
            original_unet_config(m_list, m_found.unet_prefix, hints(), m_file.string(), m_model.notes);
        if (is_xl()) {
            set_added_conditions();
        }
    }

    /// The pooled text and the sinusoids of six sizes share the width of one layer's input.
    void set_added_conditions() {
        constexpr std::int64_t kSizes = 6;
        const auto& prefix = m_found.text_2_prefix;
        const auto pooled =
            std::max(m_list.size(prefix + "text_projection", 1), m_list.size(prefix + "text_projection.weight", 0));
        const auto rest = m_model.unet_config.projection_class_embeddings_input_dim - pooled;
        if (pooled < 1 || rest < kSizes || rest % kSizes != 0) {
            throw ConfigError(m_file.string() + ": its U-Net's added conditions do not fit its second text encoder.");
        }
        m_model.unet_config.addition_time_embed_dim = rest / kSizes;
    }

    void describe_autoencoder() {
        if (!m_options.autoencoder.empty()) {
            use_autoencoder(m_options.autoencoder, hints(), m_model);
            return;
        }
        if (!m_found.has_autoencoder) {
            throw ConfigError(m_file.string() + " is a model of " + family_name(m_found.family) +
                              " without its autoencoder. Name the autoencoder's file or folder with --vae.");
        }
        m_model.autoencoder.file = m_file;
        m_model.autoencoder.names = original_autoencoder_names(m_list, m_found.autoencoder_prefix);
        if (const auto config = config_of(m_additions, "vae")) {
            m_model.autoencoder_config = read_json(*config);
            m_model.autoencoder_source = config->string();
            return;
        }
        m_model.autoencoder_config = nn::to_json(
            original_autoencoder_config(m_list, m_found.autoencoder_prefix, hints(), m_file.string(), m_model.notes));
        m_model.autoencoder_source = m_file.string();
    }

    TextEncoderPart text_part(const char* folder, const std::string& prefix, bool open_clip, bool drops_last) {
        TextEncoderPart part;
        if (const auto config = config_of(m_additions, folder)) {
            part.config = nn::read_clip_text_config(*config);
        } else {
            part.config = open_clip
                              ? open_clip_config(m_list, prefix, drops_last ? 1 : 0, m_file.string(), m_model.notes)
                              : clip_text_config_of(m_list, prefix, m_file.string(), m_model.notes);
        }
        part.weights.file = m_file;
        part.weights.names = open_clip ? open_clip_names(m_list, prefix, part.config.num_hidden_layers)
                                       : clip_text_names(m_list, prefix);
        return part;
    }

    void describe_text() {
        m_model.text = text_part("text_encoder", m_found.text_prefix, m_found.open_clip_text,
                                 m_found.family == Family::kStableDiffusion2);
        m_model.text.pad_token = m_found.family == Family::kStableDiffusion2 ? kNullToken : kEndToken;
        if (is_xl()) {
            m_model.text_2 = text_part("text_encoder_2", m_found.text_2_prefix, true, false);
            m_model.text_2->pad_token = kNullToken;
        }
    }

    void find_tokenizers() {
        auto options = m_options;
        std::error_code error;
        if (options.tokenizer.empty() && is_tokenizer_folder(m_additions.folder / "tokenizer")) {
            options.tokenizer = m_additions.folder / "tokenizer";
        }
        if (auto found = find_tokenizer(m_file, m_model.text.config.vocab_size, options)) {
            m_model.text.tokenizer = *found;
            if (m_model.text_2) {
                m_model.text_2->tokenizer = *found;
            }
        }
    }

    // --- the noise

    void describe_scheduler() {
        const auto scheduler = m_additions.folder / "scheduler" / "scheduler_config.json";
        std::error_code error;
        const bool stated = !m_additions.folder.empty() && fs::exists(scheduler, error);
        m_model.scheduler = stated ? read_json(scheduler) : usual_scheduler();
        m_model.scheduler_source = stated ? scheduler.string() : m_file.string();
        if (!m_model.scheduler.is_object()) {
            throw FormatError(scheduler.string() + " does not hold a JSON object.");
        }
        if (stated) {
            m_model.prediction_source = "stated in " + scheduler.string();
        } else {
            find_prediction();
            find_zero_snr();
        }
        if (m_options.prediction != "auto") {
            set_prediction(m_options.prediction == "v", "named by you");
        }
    }

    nlohmann::json usual_scheduler() const {
        return {{"_class_name", "DDIMScheduler"},
                {"beta_start", m_additions.yaml.beta_start.value_or(0.00085)},
                {"beta_end", m_additions.yaml.beta_end.value_or(0.012)},
                {"beta_schedule", "scaled_linear"},
                {"clip_sample", false},
                {"num_train_timesteps", 1000},
                {"set_alpha_to_one", false},
                {"steps_offset", 1},
                {"timestep_spacing", "leading"}};
    }

    void set_prediction(bool velocity, const std::string& source) {
        m_model.scheduler["prediction_type"] = velocity ? "v_prediction" : "epsilon";
        m_model.prediction_known = true;
        m_model.prediction_source = source;
    }

    const std::string* metadata(const char* key) const {
        const auto found = m_list.metadata.find(key);
        return found == m_list.metadata.end() ? nullptr : &found->second;
    }

    void find_prediction() {
        if (m_found.v_prediction_mark) {
            return set_prediction(true, "a mark in the file (the tensor v_pred)");
        }
        if (const auto* type = metadata("modelspec.prediction_type")) {
            return set_prediction(type->starts_with("v"), "the file's metadata (modelspec.prediction_type)");
        }
        if (const auto* architecture = metadata("modelspec.architecture");
            architecture != nullptr && architecture->starts_with("stable-diffusion-v2-768-v")) {
            return set_prediction(true, "the file's metadata (modelspec.architecture)");
        }
        if (const auto* flag = metadata("ss_v_parameterization");
            flag != nullptr && (*flag == "True" || *flag == "true")) {
            return set_prediction(true, "the file's metadata (ss_v_parameterization)");
        }
        if (m_additions.yaml.v_prediction) {
            return set_prediction(*m_additions.yaml.v_prediction, "stated in " + m_additions.yaml.file.string());
        }
        if (!m_additions.yaml.file.empty()) {
            return set_prediction(
                false, "the original program's usual one: " + m_additions.yaml.file.string() + " names no other");
        }
        set_prediction(false, "the usual one of this family: the file does not say");
        m_model.prediction_known = m_found.family != Family::kStableDiffusion2;
        if (!m_model.prediction_known) {
            m_model.prediction_source = "not stated anywhere; it is measured when the model is opened";
        }
    }

    void find_zero_snr() {
        std::string source;
        if (m_found.zero_snr_mark) {
            source = "a mark in the file (the tensor ztsnr)";
        } else if (const auto* flag = metadata("ss_zero_terminal_snr");
                   flag != nullptr && (*flag == "True" || *flag == "true")) {
            source = "the file's metadata (ss_zero_terminal_snr)";
        } else if (m_additions.yaml.zero_snr.value_or(false)) {
            source = "stated in " + m_additions.yaml.file.string();
        }
        if (!source.empty()) {
            m_model.scheduler["rescale_betas_zero_snr"] = true;
            // The last step alone has no signal, and only this spacing visits it.
            m_model.scheduler["timestep_spacing"] = "trailing";
            m_model.zero_snr_source = source;
        }
    }

    fs::path m_file;
    const ModelFileOptions& m_options;
    TensorList m_list;
    Recognition m_found;
    Additions m_additions;
    ModelDescription m_model;
};

}  // namespace

ModelDescription describe_single_file(const fs::path& file, const ModelFileOptions& options) {
    return SingleFile(file, options).describe();
}

}  // namespace destudio::models

// SPDX-License-Identifier: Apache-2.0
#include "core/models/model_conversion.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json_read.h"
#include "core/models/part_weights.h"
#include "core/nn/io/renamed_weights.h"
#include "core/nn/io/safetensors.h"
#include "core/nn/io/surplus_weights.h"

namespace destudio::models {

namespace fs = std::filesystem;

namespace {

void write_config(const fs::path& file, const nlohmann::json& json) {
    fs::create_directories(file.parent_path());
    write_file_atomically(file, json.dump(2) + "\n");
}

/// Without what no part needs.
std::shared_ptr<const nn::WeightSource> without_surplus(const std::shared_ptr<const nn::WeightSource>& source,
                                                        bool keeps_projection) {
    nn::TensorNames names;
    for (const auto& name : source->names()) {
        const bool kept = keeps_projection && name == "text_projection.weight";
        if (kept || !nn::is_surplus_weight(name)) {
            names.insert_or_assign(name, nn::TensorOrigin{name, nn::TensorChange::kNone});
        }
    }
    return std::make_shared<nn::RenamedWeights>(source, std::move(names));
}

void copy_tokenizer(const TextEncoderPart& part, const fs::path& out) {
    if (part.tokenizer.empty()) {
        return;
    }
    fs::create_directories(out);
    for (const char* name :
         {"vocab.json", "merges.txt", "tokenizer.json", "added_tokens.json", "tokenizer_config.json"}) {
        if (fs::exists(part.tokenizer / name)) {
            fs::copy_file(part.tokenizer / name, out / name);
        }
    }
    const auto stated = part.tokenizer / "special_tokens_map.json";
    if (part.pad_token.empty()) {
        if (fs::exists(stated)) {
            fs::copy_file(stated, out / "special_tokens_map.json");
        }
        return;
    }
    write_config(out / "special_tokens_map.json", {{"bos_token", "<|startoftext|>"},
                                                   {"eos_token", "<|endoftext|>"},
                                                   {"pad_token", part.pad_token},
                                                   {"unk_token", "<|endoftext|>"}});
}

nlohmann::json model_index(const ModelDescription& model) {
    const bool xl = model.text_2.has_value();
    const auto vae = json_value<std::string>(model.autoencoder_config, "_class_name", "AutoencoderKL");
    nlohmann::json index = {
        {"_class_name", xl ? "StableDiffusionXLPipeline" : "StableDiffusionPipeline"},
        {"scheduler", {"diffusers", json_value<std::string>(model.scheduler, "_class_name", "DDIMScheduler")}},
        {"text_encoder", {"transformers", "CLIPTextModel"}},
        {"tokenizer", {"transformers", "CLIPTokenizer"}},
        {"unet", {"diffusers", "UNet2DConditionModel"}},
        {"vae", {"diffusers", vae}}};
    if (xl) {
        index["text_encoder_2"] = {"transformers", "CLIPTextModelWithProjection"};
        index["tokenizer_2"] = {"transformers", "CLIPTokenizer"};
        index["force_zeros_for_empty_prompt"] = model.force_zeros_for_empty_prompt;
    } else {
        index["feature_extractor"] = {nullptr, nullptr};
        index["safety_checker"] = {nullptr, nullptr};
        index["requires_safety_checker"] = false;
    }
    return index;
}

class Conversion {
public:
    Conversion(const ModelDescription& model, const fs::path& out, const std::stop_token& stop,
               const ProgressSink& progress)
        : m_model(model), m_out(out), m_stop(stop), m_progress(progress) {}

    void run() {
        write_part("unet", m_model.unet, "diffusion_pytorch_model", nn::to_json(m_model.unet_config), false);
        write_part("vae", m_model.autoencoder, "diffusion_pytorch_model", m_model.autoencoder_config, false);
        write_text("text_encoder", "tokenizer", m_model.text, false);
        if (m_model.text_2) {
            write_text("text_encoder_2", "tokenizer_2", *m_model.text_2, true);
        }
        write_config(m_out / "scheduler" / "scheduler_config.json", m_model.scheduler);
        write_config(m_out / "model_index.json", model_index(m_model));
    }

private:
    void write_text(const char* folder, const char* tokenizer, const TextEncoderPart& part, bool projects) {
        auto config = nn::to_json(part.config);
        if (projects) {
            config["architectures"] = {"CLIPTextModelWithProjection"};
        }
        write_part(folder, part.weights, "model", config, projects);
        copy_tokenizer(part, m_out / tokenizer);
    }

    void write_part(const char* folder, const PartWeights& weights, const char* stem, const nlohmann::json& config,
                    bool keeps_projection) {
        if (m_progress) {
            Progress progress;
            progress.stage = folder;
            progress.done = static_cast<std::int64_t>(m_done++);
            progress.total = m_model.text_2 ? 4 : 3;
            m_progress(progress);
        }
        write_config(m_out / folder / "config.json", config);
        const bool is_text = std::string(stem) == "model";
        const auto source = is_text ? m_parts.open_text(weights) : m_parts.open(weights);
        nn::write_safetensors(m_out / folder / (std::string(stem) + ".safetensors"),
                              *without_surplus(source, keeps_projection), {{"format", "pt"}}, m_stop);
    }

    const ModelDescription& m_model;
    const fs::path& m_out;
    const std::stop_token& m_stop;
    const ProgressSink& m_progress;
    PartOpener m_parts;
    int m_done = 0;
};

}  // namespace

void convert_model(const ModelDescription& model, const fs::path& out, const std::stop_token& stop,
                   const ProgressSink& progress) {
    Conversion(model, out, stop, progress).run();
}

}  // namespace destudio::models

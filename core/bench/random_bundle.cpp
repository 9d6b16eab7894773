// SPDX-License-Identifier: Apache-2.0
#include "core/bench/random_bundle.h"

#include <cerrno>
#include <cmath>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/detection/detector_factory.h"
#include "core/nn/functional/layers.h"
#include "core/nn/io/safetensors_types.h"
#include "core/nn/io/weights.h"
#include "core/nn/models/autoencoder_kl.h"
#include "core/nn/models/unet_2d_condition.h"
#include "core/training/base_model/tokenizer_builder.h"

namespace destudio::bench {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

void write_json(const fs::path& path, const json& value) {
    write_file_atomically(path, value.dump(2) + "\n");
}

/// Start values of torch's layers; scales of normalisations are one and biases zero, so that activations stay finite
/// in 16 bits through any depth.
torch::Tensor random_values(const std::string& name, const torch::Tensor& shape_of, torch::Generator& generator) {
    const auto shape = shape_of.sizes();
    if (shape.size() < 2) {
        return name.ends_with("weight") ? torch::ones(shape) : torch::zeros(shape);
    }
    if (name.find("embedding.weight") != std::string::npos) {
        return torch::empty(shape).normal_(0, 0.02, generator);
    }
    const double bound = 1 / std::sqrt(static_cast<double>(shape_of.numel() / shape[0]));
    return torch::empty(shape).uniform_(-bound, bound, generator);
}

class BundleWriter {
public:
    BundleWriter(std::uint64_t seed, torch::ScalarType dtype, const std::stop_token& stop, const ProgressSink& progress)
        : m_generator(torch::make_generator<torch::CPUGeneratorImpl>(seed)),
          m_dtype(dtype),
          m_stop(stop),
          m_progress(progress) {}

    /// The safetensors format, with the header first: its offsets follow from the shapes alone.
    void write(const torch::nn::Module& module, const char* stage, const fs::path& path) {
        const auto tensors = nn::state_dict(module);
        const std::size_t element = torch::elementSize(m_dtype);
        json header = {{"__metadata__", {{"format", "pt"}}}};
        std::size_t offset = 0;
        for (const auto& [name, tensor] : tensors) {
            const std::size_t end = offset + static_cast<std::size_t>(tensor.numel()) * element;
            header[name] = {{"dtype", nn::safetensors_type_name(m_dtype)},
                            {"shape", tensor.sizes().vec()},
                            {"data_offsets", {offset, end}}};
            offset = end;
        }
        std::string text = header.dump();
        text.append((8 - text.size() % 8) % 8, ' ');
        replace_file_atomically(path, [&](const fs::path& temporary) {
            std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
            for (int i = 0; i < 8; ++i) {
                out.put(static_cast<char>((text.size() >> (8 * i)) & 0xFF));
            }
            out << text;
            std::int64_t done = 0;
            for (const auto& [name, tensor] : tensors) {
                throw_if_stopped(m_stop);
                const auto values = random_values(name, tensor, m_generator).to(m_dtype);
                out.write(static_cast<const char*>(values.data_ptr()),
                          static_cast<std::streamsize>(static_cast<std::size_t>(values.numel()) * element));
                if (!out) {
                    throw IoError("Cannot write " + path.string() + ": " + std::strerror(errno) +
                                  ". Check that the folder is writable and the disk has room.");
                }
                if (m_progress) {
                    m_progress({stage, ++done, static_cast<std::int64_t>(tensors.size())});
                }
            }
            out.close();
            if (!out) {
                throw IoError("Cannot write " + path.string() + ". Check that the disk has room.");
            }
        });
    }

private:
    torch::Generator m_generator;
    torch::ScalarType m_dtype;
    const std::stop_token& m_stop;
    const ProgressSink& m_progress;
};

void write_index(const BundlePreset& preset, const fs::path& folder) {
    write_json(folder / "scheduler" / "scheduler_config.json", {{"_class_name", "DDIMScheduler"},
                                                                {"beta_start", 0.00085},
                                                                {"beta_end", 0.012},
                                                                {"beta_schedule", "scaled_linear"},
                                                                {"num_train_timesteps", 1000},
                                                                {"prediction_type", preset.prediction_type},
                                                                {"clip_sample", false},
                                                                {"set_alpha_to_one", false},
                                                                {"steps_offset", 1}});
    write_json(folder / "bundle.json",
               {{"name", preset.name + " with random weights"}, {"domain", "photo"}, {"licence", "Apache-2.0"}});
    write_json(folder / "model_index.json", {{"_class_name", "StableDiffusionPipeline"},
                                             {"scheduler", {"diffusers", "DDIMScheduler"}},
                                             {"text_encoder", {"transformers", "CLIPTextModel"}},
                                             {"tokenizer", {"transformers", "CLIPTokenizer"}},
                                             {"unet", {"diffusers", "UNet2DConditionModel"}},
                                             {"vae", {"diffusers", "AutoencoderKL"}}});
}

}  // namespace

void write_random_bundle(const BundlePreset& preset, std::uint64_t seed, torch::ScalarType dtype,
                         const fs::path& folder, const std::stop_token& stop, const ProgressSink& progress) {
    const torch::NoGradGuard no_grad;
    BundleWriter writer(seed, dtype, stop, progress);
    {
        // Only the shapes are used: memory that is reserved but never touched takes no room.
        const nn::SkipInitialization skip;
        writer.write(nn::Unet2dCondition(preset.unet), "unet", folder / "unet" / "diffusion_pytorch_model.safetensors");
        writer.write(nn::AutoencoderKl(preset.vae), "vae", folder / "vae" / "diffusion_pytorch_model.safetensors");
        writer.write(nn::ClipTextEncoder(preset.text), "text_encoder", folder / "text_encoder" / "model.safetensors");
    }
    write_json(folder / "unet" / "config.json", nn::to_json(preset.unet));
    write_json(folder / "vae" / "config.json", nn::to_json(preset.vae));
    write_json(folder / "text_encoder" / "config.json", nn::to_json(preset.text));
    training::build_tokenizer({}, 0, folder / "tokenizer");
    torch::manual_seed(seed);  // detectors take their start values from libtorch's own generator
    detection::save_detector(*detection::make_detector(detection::to_json(preset.adapter), "the preset"),
                             folder / "adapter", nullptr);
    throw_if_stopped(stop);
    write_index(preset, folder);
}

}  // namespace destudio::bench

// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/stable_diffusion_bundle.h"

#include "core/base/error.h"
#include "core/base/process_memory.h"

namespace destudio::diffusion {

namespace {

NoiseScheduleConfig read_schedule(const std::filesystem::path& folder) {
    const auto file = folder / "scheduler" / "scheduler_config.json";
    return std::filesystem::exists(file) ? read_noise_schedule_config(file) : NoiseScheduleConfig();
}

constexpr std::size_t kRememberedTexts = 64;
constexpr std::int64_t kLargeTextEncoder = 256 << 20;
constexpr std::int64_t kLargeUnet = 400 << 20;

nn::LoadOptions load_options(const BundleLoadOptions& options, torch::ScalarType dtype) {
    nn::LoadOptions load;
    load.device = options.device;
    load.channels_last = true;
    load.dtype = dtype;
    return load;
}

/// The folder, once it is known to be a bundle.
const std::filesystem::path& checked(const std::filesystem::path& folder) {
    if (!std::filesystem::exists(folder / "model_index.json")) {
        throw IoError("There is no model_index.json in " + folder.string() +
                      ". A bundle is a folder in the diffusers layout.");
    }
    return folder;
}

torch::Tensor channels_last(const torch::Tensor& tensor, torch::Device device, torch::ScalarType dtype) {
    return tensor.to(device, dtype).contiguous(torch::MemoryFormat::ChannelsLast);
}

}  // namespace

StableDiffusionBundle::StableDiffusionBundle(const std::filesystem::path& folder, const BundleLoadOptions& options)
    : m_options(options),
      m_tokenizer(checked(folder) / "tokenizer"),
      m_schedule(read_schedule(folder)),
      m_text_encoder(nn::read_clip_text_config(folder / "text_encoder" / "config.json"), folder / "text_encoder",
                     "model", load_options(options, options.dtype)),
      m_codec(folder / "vae", load_options(options, vae_dtype())),
      m_unet(nn::read_unet_2d_condition_config(folder / "unet" / "config.json"), folder / "unet",
             "diffusion_pytorch_model", load_options(options, options.dtype)) {
    const auto& text_config = m_text_encoder.config();
    const auto& unet_config = m_unet.config();
    if (m_tokenizer.vocabulary_size() > text_config.vocab_size) {
        throw ConfigError(folder.string() +
                          ": the tokenizer has more tokens than the text encoder knows. One of the "
                          "two belongs to another bundle.");
    }
    if (text_config.hidden_size != unet_config.cross_attention_dim) {
        throw ConfigError(folder.string() +
                          ": the text encoder's width does not fit the U-Net's cross_attention_dim. "
                          "One of the two belongs to another bundle.");
    }
    if (m_codec.latent_channels() != unet_config.in_channels) {
        throw ConfigError(folder.string() +
                          ": the autoencoder's latent_channels do not fit the U-Net's in_channels. "
                          "One of the two belongs to another bundle.");
    }
}

void StableDiffusionBundle::load() {
    m_codec.load();
    m_unet.get();
}

void StableDiffusionBundle::embed(const std::set<std::string>& texts) {
    std::vector<torch::Tensor> ids;
    for (const auto& text : texts) {
        ids.push_back(m_tokenizer.encode({text}).to(m_options.device));
    }
    std::vector<torch::Tensor> embeddings;
    if (m_options.release_text_encoder || m_text_encoder.weight_bytes() > kLargeTextEncoder) {
        embeddings = m_text_encoder.stream(
            [&](nn::ClipTextEncoder& encoder, const auto& scope) { return encoder.forward_each(ids, scope); });
    } else {
        for (const auto& text : ids) {
            embeddings.push_back(m_text_encoder.get().forward(text));
        }
    }
    std::size_t next = 0;
    for (const auto& text : texts) {
        m_embeddings.insert_or_assign(text, embeddings[next++]);
    }
}

torch::Tensor StableDiffusionBundle::encode_prompts(const std::vector<std::string>& texts) {
    const torch::NoGradGuard no_grad;
    if (m_embeddings.size() + texts.size() > kRememberedTexts) {
        m_embeddings.clear();
    }
    std::set<std::string> missing(texts.begin(), texts.end());
    std::erase_if(missing, [this](const std::string& text) { return m_embeddings.contains(text); });
    if (!missing.empty()) {
        trim_memory();  // of the picture before
        embed(missing);
    }
    std::vector<torch::Tensor> embeddings;
    for (const auto& text : texts) {
        embeddings.push_back(m_embeddings.at(text));
    }
    end_of(WorkPart::kText);
    return torch::cat(embeddings);
}

torch::Tensor StableDiffusionBundle::encode_image(const torch::Tensor& image) {
    const torch::NoGradGuard no_grad;
    const auto latent = m_codec.encode(channels_last(image, m_options.device, vae_dtype()));
    end_of(WorkPart::kEncode);
    return latent;
}

torch::Tensor StableDiffusionBundle::decode_latent(const torch::Tensor& latent) {
    const torch::NoGradGuard no_grad;
    trim_memory();  // of the steps before
    // Unscaled in float32, before rounding to the arithmetic's type.
    const auto image = m_codec.decode(channels_last(latent / m_codec.scaling_factor(), m_options.device, vae_dtype()));
    const auto local = image.to(torch::kCPU, torch::kFloat32).contiguous();
    end_of(WorkPart::kDecode);
    return local;
}

nn::UnetOutput StableDiffusionBundle::predict_noise(const torch::Tensor& latent, const torch::Tensor& timesteps,
                                                    const torch::Tensor& context, bool collect_features) {
    const torch::NoGradGuard no_grad;
    auto output = m_unet.get().forward(channels_last(latent, m_options.device, m_options.dtype),
                                       timesteps.to(m_options.device), context, collect_features);
    output.sample = output.sample.to(torch::kFloat32).contiguous();
    if (m_options.on_part) {
        m_options.on_part(WorkPart::kUnet);
    }
    return output;
}

void StableDiffusionBundle::trim_memory() const {
    // A small model would pay more for fresh pages than it has to give.
    if (m_options.device.is_cpu() && m_unet.weight_bytes() > kLargeUnet) {
        give_back_free_memory();
    }
}

void StableDiffusionBundle::end_of(WorkPart part) const {
    trim_memory();
    if (m_options.on_part) {
        m_options.on_part(part);
    }
}

bool StableDiffusionBundle::may_share_calls() const {
    return m_options.device.is_cpu() && m_unet.weight_bytes() <= kLargeUnet && m_shares_exactly;
}

bool StableDiffusionBundle::shared_calls_are_checked(const torch::Tensor& latent) const {
    return m_checked_sizes.contains({latent.size(2), latent.size(3)});
}

void StableDiffusionBundle::note_checked_call(const torch::Tensor& latent, bool exact) {
    m_checked_sizes.insert({latent.size(2), latent.size(3)});
    m_shares_exactly = m_shares_exactly && exact;
}

std::int64_t StableDiffusionBundle::activation_bytes(const torch::Tensor& latent) const {
    // The GEGLU's input has 8 times the width of the first level; skips and the rest take about as much again, twice.
    constexpr std::int64_t kWidths = 24;
    const auto pixels = latent.size(2) * latent.size(3);
    const auto bytes = static_cast<std::int64_t>(torch::elementSize(m_options.dtype));
    return 2 * pixels * m_unet.config().block_out_channels.front() * kWidths * bytes;
}

}  // namespace destudio::diffusion

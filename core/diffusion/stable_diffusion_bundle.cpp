// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/stable_diffusion_bundle.h"

#include "core/base/error.h"
#include "core/diffusion/frozen_module.h"

namespace destudio::diffusion {

namespace {

NoiseScheduleConfig read_schedule(const std::filesystem::path& folder) {
    const auto file = folder / "scheduler" / "scheduler_config.json";
    return std::filesystem::exists(file) ? read_noise_schedule_config(file) : NoiseScheduleConfig();
}

torch::Tensor channels_last(const torch::Tensor& tensor, torch::Device device, torch::ScalarType dtype) {
    return tensor.to(device, dtype).contiguous(torch::MemoryFormat::ChannelsLast);
}

}  // namespace

StableDiffusionBundle::StableDiffusionBundle(const std::filesystem::path& folder, const BundleLoadOptions& options)
    : m_options(options), m_tokenizer(folder / "tokenizer"), m_schedule(read_schedule(folder)) {
    if (!std::filesystem::exists(folder / "model_index.json")) {
        throw IoError("There is no model_index.json in " + folder.string() +
                      ". A bundle is a folder in the diffusers layout.");
    }
    nn::LoadOptions load;
    load.device = options.device;
    load.channels_last = true;
    load.dtype = options.dtype;
    const auto text_config = nn::read_clip_text_config(folder / "text_encoder" / "config.json");
    m_text_encoder = load_frozen<nn::ClipTextEncoder>(text_config, folder / "text_encoder", "model", load);
    const auto unet_config = nn::read_unet_2d_condition_config(folder / "unet" / "config.json");
    m_unet = load_frozen<nn::Unet2dCondition>(unet_config, folder / "unet", "diffusion_pytorch_model", load);
    load.dtype = vae_dtype();
    m_codec = std::make_unique<LatentCodec>(folder / "vae", load);

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
    if (m_codec->latent_channels() != unet_config.in_channels) {
        throw ConfigError(folder.string() +
                          ": the autoencoder's latent_channels do not fit the U-Net's in_channels. "
                          "One of the two belongs to another bundle.");
    }
}

torch::Tensor StableDiffusionBundle::encode_prompts(const std::vector<std::string>& texts) {
    const torch::NoGradGuard no_grad;
    return m_text_encoder->forward(m_tokenizer.encode(texts).to(m_options.device));
}

torch::Tensor StableDiffusionBundle::encode_image(const torch::Tensor& image) {
    const torch::NoGradGuard no_grad;
    return m_codec->encode(channels_last(image, m_options.device, vae_dtype()));
}

torch::Tensor StableDiffusionBundle::decode_latent(const torch::Tensor& latent) {
    const torch::NoGradGuard no_grad;
    // Unscaled in float32, before rounding to the arithmetic's type.
    const auto image =
        m_codec->decode(channels_last(latent / m_codec->scaling_factor(), m_options.device, vae_dtype()));
    return image.to(torch::kCPU, torch::kFloat32).contiguous();
}

nn::UnetOutput StableDiffusionBundle::predict_noise(const torch::Tensor& latent, const torch::Tensor& timesteps,
                                                    const torch::Tensor& context, bool collect_features) {
    const torch::NoGradGuard no_grad;
    auto output = m_unet->forward(channels_last(latent, m_options.device, m_options.dtype),
                                  timesteps.to(m_options.device), context, collect_features);
    output.sample = output.sample.to(torch::kFloat32).contiguous();
    return output;
}

}  // namespace destudio::diffusion

// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/stable_diffusion_bundle.h"

#include "core/base/error.h"
#include "core/nn/layers.h"
#include "core/nn/safetensors.h"
#include "core/nn/weights.h"

namespace destudio::diffusion {

namespace {

NoiseScheduleConfig read_schedule(const std::filesystem::path& folder) {
    const auto file = folder / "scheduler" / "scheduler_config.json";
    return std::filesystem::exists(file) ? read_noise_schedule_config(file) : NoiseScheduleConfig();
}

/// A module with a part's weights; its own random initialisation is skipped because all of it is overwritten.
template <class Module, class Config>
std::unique_ptr<Module> load_module(const Config& config, const std::filesystem::path& folder, const std::string& stem,
                                    const nn::LoadOptions& options) {
    const nn::SkipInitialization skip;
    auto module = std::make_unique<Module>(config);
    nn::load_weights(*module, nn::find_weights(folder, stem), options);
    for (auto& parameter : module->parameters()) {
        parameter.requires_grad_(false);
    }
    return module;
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
    m_text_encoder = load_module<nn::ClipTextEncoder>(text_config, folder / "text_encoder", "model", load);
    const auto unet_config = nn::read_unet_2d_condition_config(folder / "unet" / "config.json");
    m_unet = load_module<nn::Unet2dCondition>(unet_config, folder / "unet", "diffusion_pytorch_model", load);
    load.dtype = vae_dtype();
    const auto vae_config = nn::read_autoencoder_kl_config(folder / "vae" / "config.json");
    m_vae = load_module<nn::AutoencoderKl>(vae_config, folder / "vae", "diffusion_pytorch_model", load);

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
    if (vae_config.latent_channels != unet_config.in_channels) {
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
    const auto moments = m_vae->encode_moments(channels_last(image, m_options.device, vae_dtype()));
    return nn::moments_mean(moments.to(torch::kFloat32)).contiguous() * m_vae->config().scaling_factor;
}

torch::Tensor StableDiffusionBundle::decode_latent(const torch::Tensor& latent) {
    const torch::NoGradGuard no_grad;
    const auto unscaled = latent / m_vae->config().scaling_factor;
    const auto image = m_vae->decode(channels_last(unscaled, m_options.device, vae_dtype()));
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

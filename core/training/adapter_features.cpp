// SPDX-License-Identifier: Apache-2.0
#include "core/training/adapter_features.h"

#include "core/base/json.h"
#include "core/diffusion/clip_tokenizer.h"
#include "core/diffusion/noise_schedule.h"
#include "core/nn/autoencoder_kl.h"
#include "core/nn/autoencoder_tiny.h"
#include "core/nn/clip_text_encoder.h"
#include "core/nn/safetensors.h"
#include "core/nn/unet_2d_condition.h"
#include "core/nn/weights.h"

namespace destudio::training {

namespace {

constexpr const char* kDiffusersWeights = "diffusion_pytorch_model";

template <class Module>
void load_frozen(Module& module, const std::filesystem::path& weights, const torch::Device& device,
                 torch::ScalarType dtype) {
    nn::LoadOptions options;
    options.dtype = dtype;
    options.device = device;
    options.channels_last = true;
    nn::load_weights(module, weights, options);
    module.eval();
    for (auto& parameter : module.parameters()) {
        parameter.requires_grad_(false);
    }
}

/// Image to scaled latent, with either kind of autoencoder.
class Encoder {
public:
    Encoder(const std::filesystem::path& folder, const torch::Device& device, torch::ScalarType dtype) {
        const auto config_path = folder / "config.json";
        const auto config = read_json(config_path);
        const auto weights = nn::find_weights(folder, kDiffusersWeights);
        if (config.value("_class_name", std::string()) == "AutoencoderTiny") {
            m_tiny =
                std::make_unique<nn::AutoencoderTiny>(nn::parse_autoencoder_tiny_config(config, config_path.string()));
            load_frozen(*m_tiny, weights, device, dtype);
        } else {
            m_kl = std::make_unique<nn::AutoencoderKl>(nn::parse_autoencoder_kl_config(config, config_path.string()));
            load_frozen(*m_kl, weights, device, dtype);
        }
    }

    torch::Tensor encode(const torch::Tensor& images) {
        if (m_tiny) {
            return m_tiny->encode(images).to(torch::kFloat32) * m_tiny->config().scaling_factor;
        }
        return nn::moments_mean(m_kl->encode_moments(images)).to(torch::kFloat32) * m_kl->config().scaling_factor;
    }

    std::int64_t latent_channels() const {
        return m_tiny ? m_tiny->config().latent_channels : m_kl->config().latent_channels;
    }

    std::int64_t factor() const {
        return m_tiny ? std::int64_t{1} << (m_tiny->config().encoder_block_out_channels.size() - 1)
                      : m_kl->config().factor();
    }

private:
    std::unique_ptr<nn::AutoencoderKl> m_kl;
    std::unique_ptr<nn::AutoencoderTiny> m_tiny;
};

/// Text embedding of the empty prompt, [1,S,D].
torch::Tensor empty_prompt(const std::filesystem::path& bundle, const torch::Device& device, torch::ScalarType dtype) {
    const auto folder = bundle / "text_encoder";
    const diffusion::ClipTokenizer tokenizer(bundle / "tokenizer");
    nn::ClipTextEncoder encoder(nn::read_clip_text_config(folder / "config.json"));
    load_frozen(encoder, nn::find_weights(folder, "model"), device, torch::kFloat32);
    return encoder.forward(tokenizer.encode({std::string()}).to(device)).to(dtype);
}

diffusion::NoiseSchedule read_schedule(const std::filesystem::path& file) {
    return diffusion::NoiseSchedule(std::filesystem::exists(file) ? diffusion::read_noise_schedule_config(file)
                                                                  : diffusion::NoiseScheduleConfig());
}

}  // namespace

class AdapterFeatures::Networks {
public:
    Networks(const std::filesystem::path& bundle, const torch::Device& device, torch::ScalarType dtype)
        : m_device(device),
          m_dtype(dtype),
          m_encoder(bundle / "vae", device, dtype),
          m_unet(nn::read_unet_2d_condition_config(bundle / "unet" / "config.json")),
          m_schedule(read_schedule(bundle / "scheduler" / "scheduler_config.json")) {
        const torch::NoGradGuard no_grad;
        load_frozen(m_unet, nn::find_weights(bundle / "unet", kDiffusersWeights), device, dtype);
        m_context = empty_prompt(bundle, device, dtype);
    }

    const nn::Unet2dConditionConfig& config() const { return m_unet.config(); }
    const Encoder& encoder() const { return m_encoder; }

    detection::FeaturePyramid extract(const torch::Tensor& images, const torch::Tensor& timesteps,
                                      const torch::Tensor& noise) {
        const torch::NoGradGuard no_grad;
        const auto as_input = [&](const torch::Tensor& tensor) {
            return tensor.to(m_device).to(m_dtype, false, false, torch::MemoryFormat::ChannelsLast);
        };
        const auto latents = m_encoder.encode(as_input(images));
        const auto noisy = m_schedule.add_noise(latents, noise.to(m_device), timesteps.to(m_device));
        const auto output =
            m_unet.forward(as_input(noisy), timesteps.to(m_device), m_context.expand({images.size(0), -1, -1}), true);
        auto levels = nn::group_features(output.block_outputs, latents.size(2), latents.size(3)).levels;
        for (torch::Tensor& level : levels) {
            level = level.to(torch::kFloat32).contiguous();
        }
        return detection::name_levels(levels);
    }

private:
    torch::Device m_device;
    torch::ScalarType m_dtype;
    Encoder m_encoder;
    nn::Unet2dCondition m_unet;
    torch::Tensor m_context;
    diffusion::NoiseSchedule m_schedule;
};

AdapterFeatures::AdapterFeatures(const std::filesystem::path& bundle, const torch::Device& device,
                                 torch::ScalarType dtype)
    : m_networks(std::make_unique<Networks>(bundle, device, dtype)) {}

AdapterFeatures::~AdapterFeatures() = default;

std::vector<std::int64_t> AdapterFeatures::channels() const {
    return nn::feature_channels(m_networks->config());
}

std::int64_t AdapterFeatures::factor() const {
    return m_networks->encoder().factor();
}

std::vector<std::int64_t> AdapterFeatures::latent_shape(std::int64_t batch, std::int64_t image_size) const {
    const std::int64_t side = image_size / factor();
    return {batch, m_networks->encoder().latent_channels(), side, side};
}

detection::FeaturePyramid AdapterFeatures::extract(const torch::Tensor& images, const torch::Tensor& timesteps,
                                                   const torch::Tensor& noise) {
    return m_networks->extract(images, timesteps, noise);
}

}  // namespace destudio::training

// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/latent_codec.h"

#include "core/base/json.h"

namespace destudio::diffusion {

namespace {

constexpr const char* kWeights = "diffusion_pytorch_model";

}  // namespace

LatentCodec::LatentCodec(const std::filesystem::path& folder, const nn::LoadOptions& options) {
    const auto file = folder / "config.json";
    const auto config = read_json(file);
    if (config.is_object() && config.value("_class_name", nlohmann::json()) == "AutoencoderTiny") {
        m_tiny.emplace(nn::parse_autoencoder_tiny_config(config, file.string()), folder, kWeights, options);
    } else {
        m_kl.emplace(nn::parse_autoencoder_kl_config(config, file.string()), folder, kWeights, options);
    }
}

void LatentCodec::load() {
    m_tiny ? static_cast<void>(m_tiny->get()) : static_cast<void>(m_kl->get());
}

torch::Tensor LatentCodec::encode(const torch::Tensor& image) {
    const auto latent = m_tiny ? m_tiny->get().encode(image).to(torch::kFloat32)
                               : nn::moments_mean(m_kl->get().encode_moments(image).to(torch::kFloat32));
    return latent.contiguous() * scaling_factor();
}

torch::Tensor LatentCodec::decode(const torch::Tensor& latent) {
    return m_tiny ? m_tiny->get().decode(latent) : m_kl->get().decode(latent);
}

std::int64_t LatentCodec::latent_channels() const {
    return m_tiny ? m_tiny->config().latent_channels : m_kl->config().latent_channels;
}

std::int64_t LatentCodec::factor() const {
    return m_tiny ? std::int64_t{1} << (m_tiny->config().encoder_block_out_channels.size() - 1)
                  : m_kl->config().factor();
}

double LatentCodec::scaling_factor() const {
    return m_tiny ? m_tiny->config().scaling_factor : m_kl->config().scaling_factor;
}

}  // namespace destudio::diffusion

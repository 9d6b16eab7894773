// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/latent_codec.h"

namespace destudio::diffusion {

namespace {

constexpr std::int64_t kLarge = 64 << 20;

nn::LoadOptions only(nn::LoadOptions options, std::vector<std::string> prefixes) {
    options.prefixes = std::move(prefixes);
    return options;
}

}  // namespace

LatentCodec::LatentCodec(const nlohmann::json& config, const std::string& source,
                         const std::shared_ptr<const nn::WeightSource>& weights, const nn::LoadOptions& options)
    : m_is_on_cpu(options.device.is_cpu()) {
    if (config.is_object() && config.value("_class_name", nlohmann::json()) == "AutoencoderTiny") {
        m_tiny.emplace(nn::parse_autoencoder_tiny_config(config, source), weights, options);
    } else {
        const auto kl = nn::parse_autoencoder_kl_config(config, source);
        m_kl.emplace(Kl{{kl, weights, only(options, {"encoder.", "quant_conv."})},
                        {kl, weights, only(options, {"decoder.", "post_quant_conv."})}});
    }
}

void LatentCodec::load() {
    if (m_tiny) {
        m_tiny->get();
        return;
    }
    if (!is_large()) {
        m_kl->encoder.get();
        m_kl->decoder.get();
    }
}

torch::Tensor LatentCodec::encode(const torch::Tensor& image) {
    if (m_tiny) {
        return m_tiny->get().encode(image).to(torch::kFloat32).contiguous() * scaling_factor();
    }
    const auto moments = m_kl->encoder.get().encode_moments(image).to(torch::kFloat32);
    if (is_large()) {
        m_kl->encoder.release();
    }
    return nn::moments_mean(moments).contiguous() * scaling_factor();
}

torch::Tensor LatentCodec::decode(const torch::Tensor& latent) {
    if (m_tiny) {
        return m_tiny->get().decode(latent);
    }
    auto image = m_kl->decoder.get().decode(latent);
    if (is_large()) {
        m_kl->decoder.release();
    }
    return image;
}

bool LatentCodec::is_large() const {
    return m_is_on_cpu && m_kl && m_kl->decoder.weight_bytes() > kLarge;
}

std::int64_t LatentCodec::latent_channels() const {
    return m_tiny ? m_tiny->config().latent_channels : m_kl->decoder.config().latent_channels;
}

std::int64_t LatentCodec::factor() const {
    return m_tiny ? std::int64_t{1} << (m_tiny->config().encoder_block_out_channels.size() - 1)
                  : m_kl->decoder.config().factor();
}

double LatentCodec::scaling_factor() const {
    return m_tiny ? m_tiny->config().scaling_factor : m_kl->decoder.config().scaling_factor;
}

}  // namespace destudio::diffusion

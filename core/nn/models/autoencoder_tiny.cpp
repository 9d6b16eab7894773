// SPDX-License-Identifier: Apache-2.0
#include "core/nn/models/autoencoder_tiny.h"

#include <functional>

namespace destudio::nn {

namespace {

/// relu(conv relu conv relu conv (x) + x); diffusers' names are conv.0, conv.2 and conv.4.
class TinyBlock : public ObservableModule {
public:
    explicit TinyBlock(std::int64_t channels) {
        const auto convolutions = register_module("conv", std::make_shared<torch::nn::Module>());
        for (const auto* name : {"0", "2", "4"}) {
            m_convolutions.push_back(convolutions->register_module(
                name, std::make_shared<Conv2d>(Conv2d::Options{.in = channels, .out = channels})));
        }
    }
    torch::Tensor forward(const torch::Tensor& input) {
        auto hidden = torch::relu(m_convolutions[0]->forward(input));
        hidden = torch::relu(m_convolutions[1]->forward(hidden));
        return observed(torch::relu(m_convolutions[2]->forward(hidden) + input));
    }

private:
    std::vector<std::shared_ptr<Conv2d>> m_convolutions;
};

}  // namespace

/// A sequence "layers.N" in which activations and up-samplers take a number but have no parameters.
class AutoencoderTinyLayers : public torch::nn::Module {
public:
    AutoencoderTinyLayers() { m_layers = register_module("layers", std::make_shared<torch::nn::Module>()); }

    void add_convolution(const Conv2d::Options& options) { add(std::make_shared<Conv2d>(options)); }
    void add_block(std::int64_t channels) { add(std::make_shared<TinyBlock>(channels)); }
    void add_function(std::function<torch::Tensor(const torch::Tensor&)> function) {
        m_steps.push_back(std::move(function));
    }
    torch::Tensor forward(torch::Tensor hidden) {
        for (const auto& step : m_steps) {
            hidden = step(hidden);
        }
        return hidden;
    }

private:
    template <class M>
    void add(std::shared_ptr<M> module) {
        m_layers->register_module(std::to_string(m_steps.size()), module);
        M* layer = module.get();  // m_layers owns it
        m_steps.emplace_back([layer](const torch::Tensor& hidden) { return layer->forward(hidden); });
    }

    std::shared_ptr<torch::nn::Module> m_layers;
    std::vector<std::function<torch::Tensor(const torch::Tensor&)>> m_steps;
};

namespace {

std::shared_ptr<AutoencoderTinyLayers> make_encoder(const AutoencoderTinyConfig& config) {
    auto layers = std::make_shared<AutoencoderTinyLayers>();
    const auto width = config.encoder_block_out_channels.front();
    for (std::size_t level = 0; level < config.num_encoder_blocks.size(); ++level) {
        if (level == 0) {
            layers->add_convolution({.in = config.in_channels, .out = width});
        } else {
            layers->add_convolution({.in = width, .out = width, .stride = 2, .with_bias = false});
        }
        for (std::int64_t i = 0; i < config.num_encoder_blocks[level]; ++i) {
            layers->add_block(width);
        }
    }
    layers->add_convolution({.in = width, .out = config.latent_channels});
    return layers;
}

std::shared_ptr<AutoencoderTinyLayers> make_decoder(const AutoencoderTinyConfig& config) {
    auto layers = std::make_shared<AutoencoderTinyLayers>();
    const auto width = config.decoder_block_out_channels.front();
    const auto scale = config.upsampling_scaling_factor;
    layers->add_convolution({.in = config.latent_channels, .out = width});
    layers->add_function([](const torch::Tensor& hidden) { return torch::relu(hidden); });
    for (std::size_t level = 0; level < config.num_decoder_blocks.size(); ++level) {
        const bool last = level + 1 == config.num_decoder_blocks.size();
        for (std::int64_t i = 0; i < config.num_decoder_blocks[level]; ++i) {
            layers->add_block(width);
        }
        if (!last) {
            layers->add_function([scale](const torch::Tensor& hidden) {
                return torch::upsample_nearest2d(hidden, {scale * hidden.size(2), scale * hidden.size(3)});
            });
        }
        layers->add_convolution({.in = width, .out = last ? config.out_channels : width, .with_bias = last});
    }
    return layers;
}

constexpr double kLatentMagnitude = 3;

}  // namespace

AutoencoderTiny::AutoencoderTiny(const AutoencoderTinyConfig& config) : m_config(config) {
    m_encoder = register_module("encoder", make_encoder(config));
    m_decoder = register_module("decoder", make_decoder(config));
}

torch::Tensor AutoencoderTiny::encode(const torch::Tensor& image) {
    return m_encoder->forward((image + 1) / 2);
}

torch::Tensor AutoencoderTiny::decode(const torch::Tensor& latent) {
    return m_decoder->forward(torch::tanh(latent / kLatentMagnitude) * kLatentMagnitude) * 2 - 1;
}

}  // namespace destudio::nn

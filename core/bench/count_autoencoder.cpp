// SPDX-License-Identifier: Apache-2.0
#include "core/bench/operation_count.h"
#include "core/bench/operation_counter.h"

namespace destudio::bench {

namespace {

void add_resnet(OperationCounter& counter, std::int64_t in, std::int64_t out, std::int64_t pixels) {
    counter.convolution(in, out, 3, pixels);
    counter.convolution(out, out, 3, pixels);
    if (in != out) {
        counter.convolution(in, out, 1, pixels);
    }
}

void add_mid_block(OperationCounter& counter, std::int64_t channels, std::int64_t pixels) {
    add_resnet(counter, channels, channels, pixels);
    counter.linear(channels, 4 * channels, pixels);  // q, k, v, out
    counter.attention(pixels, pixels, channels);
    add_resnet(counter, channels, channels, pixels);
}

}  // namespace

OperationCount count_vae_encode(const nn::AutoencoderKlConfig& config, std::int64_t height, std::int64_t width) {
    const auto& channels = config.block_out_channels;
    const std::int64_t moments = 2 * config.latent_channels;
    OperationCounter counter;
    std::int64_t pixels = height * width;
    counter.convolution(config.in_channels, channels.front(), 3, pixels);
    std::int64_t in = channels.front();
    for (std::size_t level = 0; level < channels.size(); ++level) {
        for (std::int64_t i = 0; i < config.layers_per_block; ++i) {
            add_resnet(counter, i == 0 ? in : channels[level], channels[level], pixels);
        }
        in = channels[level];
        if (level + 1 < channels.size()) {
            pixels /= 4;
            counter.convolution(in, in, 3, pixels);
        }
    }
    add_mid_block(counter, in, pixels);
    counter.convolution(in, moments, 3, pixels);
    counter.convolution(moments, moments, 1, pixels);
    return counter.count();
}

OperationCount count_vae_decode(const nn::AutoencoderKlConfig& config, std::int64_t height, std::int64_t width) {
    const auto& channels = config.block_out_channels;
    OperationCounter counter;
    std::int64_t pixels = height / config.factor() * (width / config.factor());
    std::int64_t in = channels.back();
    counter.convolution(config.latent_channels, config.latent_channels, 1, pixels);
    counter.convolution(config.latent_channels, in, 3, pixels);
    add_mid_block(counter, in, pixels);
    for (std::size_t level = channels.size(); level-- > 0;) {
        for (std::int64_t i = 0; i <= config.layers_per_block; ++i) {
            add_resnet(counter, i == 0 ? in : channels[level], channels[level], pixels);
        }
        in = channels[level];
        if (level > 0) {
            pixels *= 4;
            counter.convolution(in, in, 3, pixels);
        }
    }
    counter.convolution(in, config.out_channels, 3, pixels);
    return counter.count();
}

}  // namespace destudio::bench

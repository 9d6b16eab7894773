// SPDX-License-Identifier: Apache-2.0
#include <utility>
#include <vector>

#include "core/bench/operation_count.h"
#include "core/bench/operation_counter.h"

namespace destudio::bench {

namespace {

struct Extent {
    std::int64_t height = 0;
    std::int64_t width = 0;
};

/// Walks the U-Net as its forward pass does.
class UnetWalk {
public:
    UnetWalk(const nn::Unet2dConditionConfig& config, std::int64_t batch, Extent extent, std::int64_t context_length)
        : m_config(config), m_batch(batch), m_context_length(context_length), m_sizes{extent} {
        for (std::size_t level = 1; level < config.levels(); ++level) {
            const Extent& finer = m_sizes.back();
            m_sizes.push_back({(finer.height + 1) / 2, (finer.width + 1) / 2});  // stride 2 with padding 1
        }
    }

    OperationCount run() {
        const auto first = m_config.block_out_channels.front();
        m_counter.linear(first, time_width(), m_batch);
        m_counter.linear(time_width(), time_width(), m_batch);
        m_counter.convolution(m_config.in_channels, first, 3, positions(0));
        m_skips = {first};
        add_down();
        add_mid();
        add_up();
        m_counter.convolution(first, m_config.out_channels, 3, positions(0));
        return m_counter.count();
    }

private:
    std::int64_t time_width() const { return 4 * m_config.block_out_channels.front(); }
    std::int64_t pixels(std::size_t level) const { return m_sizes[level].height * m_sizes[level].width; }
    std::int64_t positions(std::size_t level) const { return m_batch * pixels(level); }

    void add_resnet(std::int64_t in, std::int64_t out, std::size_t level) {
        m_counter.convolution(in, out, 3, positions(level));
        m_counter.linear(time_width(), out, m_batch);
        m_counter.convolution(out, out, 3, positions(level));
        if (in != out) {
            m_counter.convolution(in, out, 1, positions(level));
        }
    }

    void add_projection(std::int64_t width, std::size_t level) {
        if (m_config.use_linear_projection) {
            m_counter.linear(width, width, positions(level));
        } else {
            m_counter.convolution(width, width, 1, positions(level));
        }
    }

    void add_transformer(std::size_t level) {
        const std::int64_t width = m_config.block_out_channels[level];
        const std::int64_t tokens = positions(level);
        add_projection(width, level);
        for (std::int64_t i = 0; i < m_config.transformer_layers_per_block[level]; ++i) {
            m_counter.linear(width, 4 * width, tokens);  // self-attention's q, k, v, out
            m_counter.attention(tokens, pixels(level), width);
            m_counter.linear(width, 2 * width, tokens);  // cross-attention's q, out
            m_counter.linear(m_config.cross_attention_dim, 2 * width, m_batch * m_context_length);
            m_counter.attention(tokens, m_context_length, width);
            m_counter.linear(width, 8 * width, tokens);  // GEGLU: value and gate
            m_counter.linear(4 * width, width, tokens);
        }
        add_projection(width, level);
    }

    void add_down() {
        std::int64_t in = m_config.block_out_channels.front();
        for (std::size_t level = 0; level < m_config.levels(); ++level) {
            const std::int64_t out = m_config.block_out_channels[level];
            for (std::int64_t i = 0; i < m_config.layers_per_block; ++i) {
                add_resnet(in, out, level);
                if (m_config.down_block_types[level] == "CrossAttnDownBlock2D") {
                    add_transformer(level);
                }
                in = out;
                m_skips.push_back(out);
            }
            if (level + 1 < m_config.levels()) {
                m_counter.convolution(out, out, 3, positions(level + 1));
                m_skips.push_back(out);
            }
        }
    }

    void add_mid() {
        const std::size_t level = m_config.levels() - 1;
        const std::int64_t width = m_config.block_out_channels[level];
        add_resnet(width, width, level);
        if (m_config.mid_block_attention) {
            add_transformer(level);
        }
        add_resnet(width, width, level);
    }

    void add_up() {
        std::int64_t in = m_config.block_out_channels.back();
        for (std::size_t i = 0; i < m_config.levels(); ++i) {
            const std::size_t level = m_config.levels() - 1 - i;
            const std::int64_t out = m_config.block_out_channels[level];
            for (std::int64_t layer = 0; layer <= m_config.layers_per_block; ++layer) {
                add_resnet(in + m_skips.back(), out, level);
                m_skips.pop_back();
                if (m_config.up_block_types[i] == "CrossAttnUpBlock2D") {
                    add_transformer(level);
                }
                in = out;
            }
            if (level > 0) {
                m_counter.convolution(out, out, 3, positions(level - 1));
            }
        }
    }

    const nn::Unet2dConditionConfig& m_config;
    std::int64_t m_batch;
    std::int64_t m_context_length;
    std::vector<Extent> m_sizes;        ///< of each level
    std::vector<std::int64_t> m_skips;  ///< channels of the skip connections
    OperationCounter m_counter;
};

}  // namespace

OperationCount count_unet(const nn::Unet2dConditionConfig& config, std::int64_t batch, std::int64_t height,
                          std::int64_t width, std::int64_t context_length) {
    return UnetWalk(config, batch, {height, width}, context_length).run();
}

}  // namespace destudio::bench

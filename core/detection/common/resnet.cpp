// SPDX-License-Identifier: Apache-2.0
#include "core/detection/common/resnet.h"

#include <array>
#include <cmath>

#include "core/detection/common/initialization.h"

namespace destudio::detection {

namespace {

std::int64_t expansion(std::int64_t depth) {
    return depth == 50 ? 4 : 1;
}

std::array<std::int64_t, 4> blocks_per_stage(std::int64_t depth) {
    return depth == 50 ? std::array<std::int64_t, 4>{3, 4, 6, 3} : std::array<std::int64_t, 4>{2, 2, 2, 2};
}

/// A convolution without bias, started after He et al. 2015 (normal, by the fan-out) as torchvision does.
std::shared_ptr<nn::Conv2d> make_backbone_conv(std::int64_t in, std::int64_t out, std::int64_t kernel,
                                               std::int64_t stride) {
    auto conv = std::make_shared<nn::Conv2d>(nn::Conv2d::Options{in, out, kernel, stride, kernel / 2, false});
    init_normal(conv->weight, std::sqrt(2.0 / static_cast<double>(out * kernel * kernel)));
    return conv;
}

std::shared_ptr<Norm2d> make_norm(std::int64_t channels, const ResnetConfig& config) {
    return std::make_shared<Norm2d>(config.norm, channels, config.group_norm_groups);
}

torch::Tensor per_channel(const std::array<double, 3>& values, const torch::Tensor& like) {
    return torch::tensor(std::vector<double>(values.begin(), values.end()), torch::kFloat)
        .view({1, 3, 1, 1})
        .to(like.device());
}

}  // namespace

torch::Tensor normalised_pictures(const torch::Tensor& images, const ResnetConfig& config) {
    const auto mean = per_channel(config.pixel_mean, images);
    const auto deviation = per_channel(config.pixel_std, images);
    return ((images.to(torch::kFloat32) + 1) / 2 - mean) / deviation;
}

ResnetBlock::ResnetBlock(std::int64_t in, std::int64_t planes, std::int64_t stride, const ResnetConfig& config) {
    const std::int64_t out = planes * expansion(config.depth);
    if (config.depth == 50) {
        add("1", in, planes, 1, 1, config);
        add("2", planes, planes, 3, stride, config);
        add("3", planes, out, 1, 1, config);
    } else {
        add("1", in, planes, 3, stride, config);
        add("2", planes, planes, 3, 1, config);
    }
    m_norms.back()->init_zero();
    if (stride != 1 || in != out) {
        const auto downsample = register_module("downsample", std::make_shared<torch::nn::Module>());
        m_shortcut = downsample->register_module("0", make_backbone_conv(in, out, 1, stride));
        m_shortcut_norm = downsample->register_module("1", make_norm(out, config));
    }
}

void ResnetBlock::add(const std::string& number, std::int64_t in, std::int64_t out, std::int64_t kernel,
                      std::int64_t stride, const ResnetConfig& config) {
    m_convs.push_back(register_module("conv" + number, make_backbone_conv(in, out, kernel, stride)));
    m_norms.push_back(register_module("bn" + number, make_norm(out, config)));
}

torch::Tensor ResnetBlock::forward(const torch::Tensor& x) {
    torch::Tensor y = x;
    for (std::size_t i = 0; i < m_convs.size(); ++i) {
        y = m_norms[i]->forward(m_convs[i]->forward(y));
        if (i + 1 < m_convs.size()) {
            y = y.relu();
        }
    }
    return (y + (m_shortcut ? m_shortcut_norm->forward(m_shortcut->forward(x)) : x)).relu();
}

Resnet::Resnet(const ResnetConfig& config)
    : m_max_pool(config.max_pool), m_first_stage(static_cast<std::size_t>(config.first_stage - 1)) {
    m_conv = register_module("conv1", make_backbone_conv(3, config.width, 7, 2));
    m_norm = register_module("bn1", make_norm(config.width, config));
    std::int64_t in = config.width;
    for (std::size_t stage = 0; stage < 4; ++stage) {
        const std::int64_t planes = config.width << stage;
        const auto blocks = register_module("layer" + std::to_string(stage + 1), std::make_shared<Stage>());
        for (std::int64_t block = 0; block < blocks_per_stage(config.depth)[stage]; ++block) {
            const std::int64_t stride = block == 0 && stage > 0 ? 2 : 1;
            blocks->append(std::make_shared<ResnetBlock>(in, planes, stride, config));
            in = planes * expansion(config.depth);
        }
        m_stages.push_back(blocks);
        if (stage >= m_first_stage) {
            m_channels.push_back(in);
        }
    }
}

std::vector<torch::Tensor> Resnet::forward(const torch::Tensor& x) {
    torch::Tensor y = m_norm->forward(m_conv->forward(x)).relu();
    if (m_max_pool) {
        y = torch::max_pool2d(y, 3, 2, 1);
    }
    std::vector<torch::Tensor> outputs;
    for (std::size_t stage = 0; stage < m_stages.size(); ++stage) {
        for (std::size_t block = 0; block < m_stages[stage]->size(); ++block) {
            y = (*m_stages[stage])[block].forward(y);
        }
        if (stage >= m_first_stage) {
            outputs.push_back(y);
        }
    }
    return outputs;
}

}  // namespace destudio::detection

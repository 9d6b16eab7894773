// SPDX-License-Identifier: Apache-2.0
#include "core/detection/retinanet/retinanet.h"

#include <cmath>

#include "core/base/error.h"
#include "core/detection/common/detector_inputs.h"
#include "core/detection/common/initialization.h"

namespace destudio::detection {

namespace {

constexpr double kHeadDeviation = 0.01;
/// Foreground is rare at the start: prior probability 0.01 (section 4.1 of the paper).
const double kClassBias = -std::log((1 - 0.01) / 0.01);

}  // namespace

RetinaNetTower::RetinaNetTower(const RetinaNetConfig& config, const std::string& output_name,
                               std::int64_t values_per_anchor, double output_bias)
    : m_values(values_per_anchor) {
    const std::int64_t channels = config.inputs.embed_dim;
    const bool with_norm = config.head_norm != NormKind::kNone;
    const auto list = register_module("conv", std::make_shared<torch::nn::Module>());
    for (std::int64_t i = 0; i < config.head_convs; ++i) {
        const auto block = list->register_module(std::to_string(i), std::make_shared<torch::nn::Module>());
        m_convs.push_back(block->register_module(
            "0", std::make_shared<nn::Conv2d>(nn::Conv2d::Options{channels, channels, 3, 1, 1, !with_norm})));
        init_normal(m_convs.back()->weight, kHeadDeviation);
        if (with_norm) {
            m_norms.push_back(block->register_module(
                "1", std::make_shared<Norm2d>(config.head_norm, channels, config.inputs.group_norm_groups)));
        } else {
            init_constant(m_convs.back()->bias, 0);
        }
    }
    const std::int64_t outputs = config.anchors_per_cell() * m_values;
    m_output = register_module(output_name,
                               std::make_shared<nn::Conv2d>(nn::Conv2d::Options{channels, outputs, 3, 1, 1, true}));
    init_normal(m_output->weight, kHeadDeviation);
    init_constant(m_output->bias, output_bias);
}

torch::Tensor RetinaNetTower::forward(const torch::Tensor& level) {
    torch::Tensor x = level.to(m_output->weight.scalar_type());
    for (std::size_t i = 0; i < m_convs.size(); ++i) {
        x = m_convs[i]->forward(x);
        x = (m_norms.empty() ? x : m_norms[i]->forward(x)).relu();
    }
    const auto output = m_output->forward(x);
    // [B, anchors * values, H, W] to [B, H * W * anchors, values]
    return output.permute({0, 2, 3, 1}).reshape({output.size(0), -1, m_values}).to(torch::kFloat32);
}

RetinaNet::RetinaNet(const RetinaNetConfig& config) : m_config(config) {
    const NeckConfig& inputs = config.inputs;
    if (config.backbone) {
        m_backbone = register_module(
            "backbone", std::make_shared<ResnetFpn>(*config.backbone, inputs.embed_dim, inputs.num_feature_levels));
    } else {
        m_neck = register_module("neck", std::make_shared<ChannelMapper>(inputs));
    }
    const auto head = register_module("head", std::make_shared<torch::nn::Module>());
    m_classes = head->register_module(
        "classification_head", std::make_shared<RetinaNetTower>(config, "cls_logits", config.num_classes, kClassBias));
    m_boxes = head->register_module("regression_head", std::make_shared<RetinaNetTower>(config, "bbox_reg", 4, 0.0));
}

torch::Device RetinaNet::device() const {
    return parameters().front().device();
}

torch::Tensor RetinaNet::third_stage(const FeaturePyramid& pyramid) {
    if (!m_backbone) {
        throw ConfigError("This detector reads a diffusion model's features and has no backbone of its own.");
    }
    return m_backbone->third_stage(checked_input(pyramid, kImageFeature, 3));
}

RetinaNetOutput RetinaNet::forward(const FeaturePyramid& pyramid) {
    const auto levels =
        m_backbone ? m_backbone->forward(checked_input(pyramid, kImageFeature, 3)) : m_neck->forward(pyramid);
    RetinaNetOutput output;
    for (const torch::Tensor& level : levels) {
        output.shapes.push_back({level.size(2), level.size(3)});
        output.logits.push_back(m_classes->forward(level));
        output.deltas.push_back(m_boxes->forward(level));
    }
    return output;
}

}  // namespace destudio::detection

// SPDX-License-Identifier: Apache-2.0
#include "core/detection/faster_rcnn/faster_rcnn.h"

#include "core/nn/torch.h"

#include "core/base/error.h"
#include "core/detection/common/detector_inputs.h"
#include "core/detection/common/roi_align.h"

namespace destudio::detection {

namespace {

constexpr std::int64_t kPadding = 32;  // pictures are a multiple of it, so that every level halves the one before

/// Padded at the right and the bottom with what becomes 0 when pictures are normalised.
torch::Tensor padded_pictures(const torch::Tensor& pictures, const ResnetConfig& config) {
    const auto up = [](std::int64_t side) { return (side + kPadding - 1) / kPadding * kPadding; };
    const std::int64_t height = pictures.size(2);
    const std::int64_t width = pictures.size(3);
    if (up(height) == height && up(width) == width) {
        return pictures;
    }
    const auto mean =
        torch::tensor(std::vector<double>(config.pixel_mean.begin(), config.pixel_mean.end()), pictures.options());
    auto padded = (mean * 2 - 1).view({1, 3, 1, 1}).repeat({pictures.size(0), 1, up(height), up(width)});
    padded.slice(2, 0, height).slice(3, 0, width).copy_(pictures);
    return padded;
}

}  // namespace

torch::Tensor pool_level(const torch::Tensor& last) {
    return last.slice(2, 0, last.size(2), 2).slice(3, 0, last.size(3), 2);
}

FasterRcnn::FasterRcnn(const FasterRcnnConfig& config) : m_config(config) {
    const NeckConfig& inputs = config.inputs;
    if (config.backbone) {
        m_backbone = register_module(
            "backbone", std::make_shared<ResnetFpn>(*config.backbone, inputs.embed_dim, inputs.num_feature_levels));
    } else {
        m_neck = register_module("neck", std::make_shared<ChannelMapper>(inputs));
    }
    const auto first = register_module("rpn", std::make_shared<torch::nn::Module>());
    m_proposals = first->register_module(
        "head", std::make_shared<RegionProposalHead>(
                    inputs.embed_dim, static_cast<std::int64_t>(config.anchors.ratios.size()), config.proposals.convs));
    const auto second = register_module("roi_heads", std::make_shared<torch::nn::Module>());
    const BoxHeadConfig& boxes = config.boxes;
    m_head = second->register_module(
        "box_head",
        std::make_shared<BoxHead>(inputs.embed_dim * boxes.pool_size * boxes.pool_size, boxes.representation));
    m_predictor = second->register_module("box_predictor",
                                          std::make_shared<BoxPredictor>(boxes.representation, config.num_classes + 1));
}

torch::Device FasterRcnn::device() const {
    return parameters().front().device();
}

std::vector<torch::Tensor> FasterRcnn::features(const FeaturePyramid& pyramid) {
    if (!m_backbone) {
        return m_neck->forward(pyramid);
    }
    return m_backbone->forward(padded_pictures(checked_input(pyramid, kImageFeature, 3), *m_config.backbone));
}

torch::Tensor FasterRcnn::third_stage(const FeaturePyramid& pyramid) {
    if (!m_backbone) {
        throw ConfigError("This detector reads a diffusion model's features and has no backbone of its own.");
    }
    return m_backbone->third_stage(checked_input(pyramid, kImageFeature, 3));
}

std::vector<RegionProposalHead::Output> FasterRcnn::propose(const std::vector<torch::Tensor>& levels) {
    std::vector<RegionProposalHead::Output> outputs;
    for (const torch::Tensor& level : levels) {
        outputs.push_back(m_proposals->forward(level));
    }
    outputs.push_back(m_proposals->forward(pool_level(levels.back())));
    return outputs;
}

BoxPredictor::Output FasterRcnn::predict(const std::vector<torch::Tensor>& levels,
                                         const std::vector<torch::Tensor>& boxes, Size image) {
    RoiAlignOptions options;
    options.height = options.width = m_config.boxes.pool_size;
    options.sampling = m_config.boxes.pool_sampling;
    const auto pooled =
        pool_boxes(levels, boxes, image, options, {m_config.boxes.canonical_size, m_config.boxes.canonical_level});
    return m_predictor->forward(m_head->forward(pooled));
}

}  // namespace destudio::detection

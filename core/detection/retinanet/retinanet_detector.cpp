// SPDX-License-Identifier: Apache-2.0
#include "core/detection/retinanet/retinanet_detector.h"

#include "core/nn/torch.h"

#include <nlohmann/json.hpp>

#include "core/detection/common/anchors.h"
#include "core/detection/common/class_names.h"
#include "core/detection/common/detector_inputs.h"
#include "core/detection/retinanet/retinanet_criterion.h"
#include "core/detection/retinanet/retinanet_post_processing.h"

namespace destudio::detection {

RetinaNetDetector::RetinaNetDetector(std::shared_ptr<RetinaNet> network)
    : m_network(std::move(network)),
      m_classes(class_names(m_network->config().classes, m_network->config().num_classes)) {}

nlohmann::json RetinaNetDetector::config() const {
    return to_json(m_network->config());
}

void RetinaNetDetector::to(const torch::Device& device) {
    m_network->to(device);
    m_anchors.clear();
}

std::vector<std::pair<std::string, torch::Tensor>> RetinaNetDetector::trainable_parameters() const {
    std::vector<std::pair<std::string, torch::Tensor>> parameters;
    for (const auto& item : m_network->named_parameters()) {
        parameters.emplace_back(item.key(), item.value());
    }
    return parameters;
}

const std::vector<torch::Tensor>& RetinaNetDetector::anchors(Size image, const LevelShapes& shapes) const {
    if (m_anchors.empty() || !(m_anchor_image == image) || m_anchor_shapes != shapes) {
        m_anchors = make_anchors(m_network->config().anchors(), image, shapes, AnchorStrides::kPowersOfTwo);
        for (torch::Tensor& level : m_anchors) {
            level = level.to(m_network->device());
        }
        m_anchor_image = image;
        m_anchor_shapes = shapes;
    }
    return m_anchors;
}

std::vector<std::vector<Detection>> RetinaNetDetector::detect(const FeaturePyramid& pyramid, Size network_size,
                                                              Size output_size, double min_score) const {
    const torch::NoGradGuard no_grad;
    const auto inputs = select_inputs(pyramid, feature_names(), m_network->device(), torch::kFloat);
    const RetinaNetOutput output = m_network->forward(inputs);
    return retinanet_detections(output, anchors(network_size, output.shapes), m_network->config(), network_size,
                                output_size, min_score);
}

DetectorLosses RetinaNetDetector::losses(const FeaturePyramid& pyramid, const Targets& targets, Size network_size,
                                         torch::Generator&) {
    const auto inputs = select_inputs(pyramid, feature_names(), m_network->device(), torch::kFloat);
    const RetinaNetOutput output = m_network->forward(inputs);
    return retinanet_losses(output, torch::cat(anchors(network_size, output.shapes)), targets, network_size,
                            m_network->config());
}

torch::Tensor RetinaNetDetector::backbone_map(const FeaturePyramid& pyramid) {
    return m_network->third_stage(select_inputs(pyramid, {kImageFeature}, m_network->device(), torch::kFloat));
}

}  // namespace destudio::detection

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include "core/detection/common/detector.h"
#include "core/detection/faster_rcnn/faster_rcnn.h"

namespace destudio::detection {

/// Faster R-CNN behind the Detector interface. It computes in the type of its weights; pooling, losses and boxes are
/// float32.
class FasterRcnnDetector : public Detector {
public:
    explicit FasterRcnnDetector(std::shared_ptr<FasterRcnn> network);

    const std::vector<std::string>& classes() const override { return m_classes; }
    std::vector<std::string> feature_names() const override { return m_network->config().inputs.in_features; }
    nlohmann::json config() const override;
    void to(const torch::Device& device) override;
    std::vector<std::vector<Detection>> detect(const FeaturePyramid& pyramid, Size network_size, Size output_size,
                                               double min_score = kMinStoredScore) const override;
    DetectorLosses losses(const FeaturePyramid& pyramid, const Targets& targets, Size network_size,
                          torch::Generator& generator) override;
    torch::Tensor backbone_map(const FeaturePyramid& pyramid) override;
    std::vector<std::pair<std::string, torch::Tensor>> trainable_parameters() const override;
    torch::nn::Module& module() const override { return *m_network; }

private:
    /// All levels' anchors in one, on the network's device; kept, as training asks for the same ones every step.
    const torch::Tensor& anchors(Size image, const std::vector<RegionProposalHead::Output>& outputs) const;

    std::shared_ptr<FasterRcnn> m_network;
    std::vector<std::string> m_classes;
    mutable Size m_anchor_image;
    mutable LevelShapes m_anchor_shapes;
    mutable torch::Tensor m_anchors;
};

}  // namespace destudio::detection

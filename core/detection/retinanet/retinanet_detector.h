// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/detection/common/detector.h"
#include "core/detection/retinanet/retinanet.h"

namespace destudio::detection {

/// RetinaNet behind the Detector interface. It computes in the type of its weights; losses and boxes are float32.
class RetinaNetDetector : public Detector {
public:
    explicit RetinaNetDetector(std::shared_ptr<RetinaNet> network);

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
    /// Anchors of a size of image on the network's device; kept, as training asks for the same ones every step.
    const std::vector<torch::Tensor>& anchors(Size image, const LevelShapes& shapes) const;

    std::shared_ptr<RetinaNet> m_network;
    std::vector<std::string> m_classes;
    mutable Size m_anchor_image;
    mutable LevelShapes m_anchor_shapes;
    mutable std::vector<torch::Tensor> m_anchors;
};

}  // namespace destudio::detection

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/detection/common/detector.h"
#include "core/detection/dino/dino_adapter.h"

namespace destudio::detection {

/// DINO behind the Detector interface. The arithmetic is always float32.
class DinoDetector : public Detector {
public:
    explicit DinoDetector(std::shared_ptr<DinoAdapter> adapter);

    const std::vector<std::string>& classes() const override { return m_classes; }
    std::vector<std::string> feature_names() const override { return m_adapter->config().in_features; }
    nlohmann::json config() const override;
    void to(const torch::Device& device) override;
    std::vector<std::vector<Detection>> detect(const FeaturePyramid& pyramid, Size network_size, Size output_size,
                                               double min_score = kMinStoredScore) const override;
    DetectorLosses losses(const FeaturePyramid& pyramid, const Targets& targets, Size network_size,
                          torch::Generator& generator) override;
    torch::Tensor backbone_map(const FeaturePyramid& pyramid) override;
    std::vector<std::pair<std::string, torch::Tensor>> trainable_parameters() const override;
    torch::nn::Module& module() const override { return *m_adapter; }

private:
    std::shared_ptr<DinoAdapter> m_adapter;
    std::vector<std::string> m_classes;
};

}  // namespace destudio::detection

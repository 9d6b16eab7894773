// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/detection/common/detector.h"
#include "core/detection/masks/mask_head.h"

namespace destudio::detection {

/// Any detector on U-Net features with a mask head beside it: its detections have outlines, from the same features.
/// The head's weights lie with the detector's, as mask_head.*, and "masks" of config.json says that they are there; a
/// folder without it loads as ever.
class MaskedDetector : public Detector {
public:
    /// @param detector with "in_features" and "in_channels" in its configuration
    /// @param name what to call the configuration in errors  @throws ConfigError for a detector on pixels
    MaskedDetector(std::unique_ptr<Detector> detector, const MaskHeadConfig& config, const std::string& name);

    const std::vector<std::string>& classes() const override { return m_detector->classes(); }
    std::vector<std::string> feature_names() const override { return m_detector->feature_names(); }
    nlohmann::json config() const override;
    void to(const torch::Device& device) override { m_detector->to(device); }
    /// Only detections that are kept (kMinStoredScore) get an outline.
    std::vector<std::vector<Detection>> detect(const FeaturePyramid& pyramid, Size network_size, Size output_size,
                                               double min_score = kMinStoredScore) const override;
    /// Those of the detector, and "mask".
    DetectorLosses losses(const FeaturePyramid& pyramid, const Targets& targets, Size network_size,
                          torch::Generator& generator) override;
    std::vector<std::pair<std::string, torch::Tensor>> trainable_parameters() const override {
        return m_detector->trainable_parameters();
    }
    torch::nn::Module& module() const override { return m_detector->module(); }

private:
    std::unique_ptr<Detector> m_detector;
    MaskHeadConfig m_config;
    std::shared_ptr<MaskHead> m_head;  ///< a part of the detector's module
};

}  // namespace destudio::detection

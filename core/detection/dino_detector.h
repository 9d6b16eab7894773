// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/detection/adapter.h"
#include "core/detection/dino_adapter.h"

namespace destudio::detection {

/// DINO behind the Adapter interface.
class DinoDetector : public Adapter {
public:
    /// @throws ConfigError when the weights do not fit the configuration; IoError, FormatError for the file
    DinoDetector(const DinoConfig& config, const std::filesystem::path& weights);
    /// Wraps a module that is still being trained.
    explicit DinoDetector(std::shared_ptr<DinoAdapter> adapter);

    const std::vector<std::string>& classes() const override { return m_classes; }
    std::vector<std::string> feature_names() const override { return m_adapter->config().in_features; }
    void to(const torch::Device& device) override;
    std::vector<std::vector<Detection>> detect(const FeaturePyramid& pyramid, Size network_size, Size output_size,
                                               double min_score = kMinStoredScore) const override;

private:
    std::shared_ptr<DinoAdapter> m_adapter;
    std::vector<std::string> m_classes;
    torch::Device m_device = torch::kCPU;
};

}  // namespace destudio::detection

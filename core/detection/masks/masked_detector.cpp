// SPDX-License-Identifier: Apache-2.0
#include "core/detection/masks/masked_detector.h"

#include "core/nn/torch.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/detection/masks/mask_outline.h"

namespace destudio::detection {

MaskedDetector::MaskedDetector(std::unique_ptr<Detector> detector, const MaskHeadConfig& config,
                               const std::string& name)
    : m_detector(std::move(detector)), m_config(config) {
    const auto features = m_detector->feature_names();
    const nlohmann::json own = m_detector->config();
    std::map<std::string, std::int64_t> channels;
    for (const std::string& feature : features) {
        const auto found = own.find("in_channels");
        if (feature == kImageFeature || found == own.end() || !found->contains(feature)) {
            throw ConfigError(name + ": \"masks\" needs a detector that reads the features of a diffusion model.");
        }
        channels[feature] = found->at(feature).get<std::int64_t>();
    }
    m_head = m_detector->module().register_module("mask_head", std::make_shared<MaskHead>(config, features, channels));
}

nlohmann::json MaskedDetector::config() const {
    nlohmann::json json = m_detector->config();
    json["masks"] = to_json(m_config);
    return json;
}

std::vector<std::vector<Detection>> MaskedDetector::detect(const FeaturePyramid& pyramid, Size network_size,
                                                           Size output_size, double min_score) const {
    const torch::NoGradGuard no_grad;
    auto detections = m_detector->detect(pyramid, network_size, output_size, min_score);
    const double sx = static_cast<double>(network_size.width) / output_size.width;
    const double sy = static_cast<double>(network_size.height) / output_size.height;
    std::vector<torch::Tensor> boxes;
    std::vector<Detection*> asked;
    for (auto& of_image : detections) {
        std::vector<float> numbers;
        for (Detection& detection : of_image) {
            if (detection.score >= kMinStoredScore) {
                const Box& box = detection.box;
                for (const double side : {box.x1 * sx, box.y1 * sy, box.x2 * sx, box.y2 * sy}) {
                    numbers.push_back(static_cast<float>(side));
                }
                asked.push_back(&detection);
            }
        }
        boxes.push_back(torch::tensor(numbers, torch::kFloat).view({-1, 4}));
    }
    if (asked.empty()) {
        return detections;
    }
    const auto masks =
        torch::sigmoid(m_head->forward(pyramid, boxes, network_size)).to(torch::kCPU, torch::kFloat).contiguous();
    const float* values = masks.data_ptr<float>();
    for (Detection* detection : asked) {
        detection->outline = outline_of_probabilities(values, MaskHead::kSide, detection->box);
        values += MaskHead::kSide * MaskHead::kSide;
    }
    return detections;
}

DetectorLosses MaskedDetector::losses(const FeaturePyramid& pyramid, const Targets& targets, Size network_size,
                                      torch::Generator& generator) {
    DetectorLosses losses = m_detector->losses(pyramid, targets, network_size, generator);
    const auto mask = mask_loss(*m_head, pyramid, targets, network_size, generator);
    losses.total = losses.total + m_config.loss_weight * mask;
    losses.parts["mask"] = mask.detach();
    return losses;
}

}  // namespace destudio::detection

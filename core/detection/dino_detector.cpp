// SPDX-License-Identifier: Apache-2.0
#include "core/detection/dino_detector.h"

#include "core/nn/torch.h"

#include "core/base/error.h"
#include "core/detection/image_mask.h"
#include "core/detection/post_processing.h"
#include "core/nn/weights.h"

namespace destudio::detection {

namespace {

std::shared_ptr<DinoAdapter> load(const DinoConfig& config, const std::filesystem::path& weights) {
    const nn::SkipInitialization weights_follow;
    auto adapter = std::make_shared<DinoAdapter>(config);
    nn::load_weights(*adapter, weights);
    return adapter;
}

}  // namespace

DinoDetector::DinoDetector(const DinoConfig& config, const std::filesystem::path& weights)
    : DinoDetector(load(config, weights)) {}

DinoDetector::DinoDetector(std::shared_ptr<DinoAdapter> adapter)
    : m_adapter(std::move(adapter)),
      m_classes(m_adapter->config().class_names()),
      m_device(m_adapter->label_embedding().device()) {}

void DinoDetector::to(const torch::Device& device) {
    m_adapter->to(device);
    m_device = device;
}

std::vector<std::vector<Detection>> DinoDetector::detect(const FeaturePyramid& pyramid, Size network_size,
                                                         Size output_size, double min_score) const {
    const torch::NoGradGuard no_grad;
    FeaturePyramid converted;
    for (const std::string& name : feature_names()) {
        const auto found = pyramid.find(name);
        if (found != pyramid.end()) {
            converted.emplace(name, found->second.to(m_device, torch::kFloat).contiguous());
        }
    }
    if (converted.empty()) {
        throw ConfigError("The adapter got none of the features that it reads.");
    }
    // Images of one size: nothing is padded, whatever the padding to size_divisibility would be.
    const std::int64_t batch = converted.begin()->second.size(0);
    const std::vector<Size> sizes(static_cast<std::size_t>(batch), network_size);
    const auto divisibility = static_cast<int>(m_adapter->config().size_divisibility);
    const Size padded = padded_batch_size({network_size}, divisibility);
    const auto mask = torch::zeros({batch, padded.height, padded.width}, torch::kBool).to(m_device);
    const DinoOutput output = m_adapter->forward(converted, mask);
    const auto top = top_predictions(output.all_logits[-1], output.all_boxes[-1], sizes,
                                     m_adapter->config().select_box_nums_for_evaluation);
    std::vector<std::vector<Detection>> detections;
    for (std::int64_t i = 0; i < batch; ++i) {
        detections.push_back(to_detections(scale_predictions(top, i, network_size, output_size), min_score));
    }
    return detections;
}

}  // namespace destudio::detection

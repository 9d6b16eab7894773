// SPDX-License-Identifier: Apache-2.0
#include "core/detection/dino/dino_detector.h"

#include "core/nn/torch.h"

#include <nlohmann/json.hpp>

#include "core/detection/common/detector_inputs.h"
#include "core/detection/common/image_mask.h"
#include "core/detection/common/post_processing.h"
#include "core/detection/dino/contrastive_denoising.h"
#include "core/detection/dino/dino_criterion.h"

namespace destudio::detection {

namespace {

/// Images of one size: nothing is padded, whatever the padding to size_divisibility would be.
torch::Tensor empty_mask(std::int64_t batch, Size size, int divisibility, const torch::Device& device) {
    const Size padded = padded_batch_size({size}, divisibility);
    return torch::zeros({batch, padded.height, padded.width}, torch::kBool).to(device);
}

}  // namespace

DinoDetector::DinoDetector(std::shared_ptr<DinoAdapter> adapter)
    : m_adapter(std::move(adapter)), m_classes(m_adapter->config().class_names()) {}

nlohmann::json DinoDetector::config() const {
    return to_json(m_adapter->config());
}

void DinoDetector::to(const torch::Device& device) {
    m_adapter->to(device);
}

std::vector<std::pair<std::string, torch::Tensor>> DinoDetector::trainable_parameters() const {
    return m_adapter->unique_parameters();
}

std::vector<std::vector<Detection>> DinoDetector::detect(const FeaturePyramid& pyramid, Size network_size,
                                                         Size output_size, double min_score) const {
    const torch::NoGradGuard no_grad;
    const auto device = m_adapter->label_embedding().device();
    const FeaturePyramid inputs = select_inputs(pyramid, feature_names(), device, torch::kFloat);
    const std::int64_t batch = inputs.begin()->second.size(0);
    const std::vector<Size> sizes(static_cast<std::size_t>(batch), network_size);
    const auto divisibility = static_cast<int>(m_adapter->config().size_divisibility);
    const DinoOutput output = m_adapter->forward(inputs, empty_mask(batch, network_size, divisibility, device));
    const auto top = top_predictions(output.all_logits[-1], output.all_boxes[-1], sizes,
                                     m_adapter->config().select_box_nums_for_evaluation);
    std::vector<std::vector<Detection>> detections;
    for (std::int64_t i = 0; i < batch; ++i) {
        detections.push_back(to_detections(scale_predictions(top, i, network_size, output_size), min_score));
    }
    return detections;
}

DetectorLosses DinoDetector::losses(const FeaturePyramid& pyramid, const Targets& targets, Size network_size,
                                    torch::Generator& generator) {
    const DinoConfig& config = m_adapter->config();
    const auto device = m_adapter->label_embedding().device();
    const DenoisingOptions options{config.dn_number, config.label_noise_ratio, config.box_noise_scale,
                                   config.num_queries, config.num_classes};
    const auto draws = draw_denoising(targets, options, generator);
    const auto denoising = make_denoising_queries(targets, options, draws, m_adapter->label_embedding());
    const FeaturePyramid inputs = select_inputs(pyramid, feature_names(), device, torch::kFloat);
    const std::int64_t batch = inputs.begin()->second.size(0);
    const auto mask = torch::zeros({batch, network_size.height, network_size.width}, torch::kBool).to(device);
    const auto output = m_adapter->forward(inputs, mask, denoising);
    const auto losses = dino_losses(criterion_input(output), targets);
    std::int64_t objects = 0;
    for (const Target& target : targets) {
        objects += target.labels.size(0);
    }
    torch::Tensor classes = torch::zeros({}, losses.total.options().requires_grad(false));
    for (const auto& [name, value] : losses.unweighted) {
        if (name.starts_with("loss_class")) {
            classes = classes + DinoLosses::weight(name, {}) * value;
        }
    }
    return {losses.total, classes, losses.unweighted, objects};
}

torch::Tensor DinoDetector::backbone_map(const FeaturePyramid& pyramid) {
    const auto device = m_adapter->label_embedding().device();
    return m_adapter->third_stage(
        checked_input(select_inputs(pyramid, {kImageFeature}, device, torch::kFloat), kImageFeature, 3));
}

}  // namespace destudio::detection

// SPDX-License-Identifier: Apache-2.0
#include "core/detection/faster_rcnn/faster_rcnn_detector.h"

#include "core/nn/torch.h"

#include <nlohmann/json.hpp>

#include "core/detection/common/anchors.h"
#include "core/detection/common/box_ops.h"
#include "core/detection/common/class_names.h"
#include "core/detection/common/detector_inputs.h"

namespace destudio::detection {

namespace {

/// Of an image's target, in pixels.
torch::Tensor pixel_boxes(const torch::Tensor& boxes, Size image) {
    return boxes.defined() ? cxcywh_to_xyxy(boxes) *
                                 torch::tensor({image.width, image.height, image.width, image.height}, boxes.options())
                           : boxes;
}

}  // namespace

FasterRcnnDetector::FasterRcnnDetector(std::shared_ptr<FasterRcnn> network)
    : m_network(std::move(network)),
      m_classes(class_names(m_network->config().classes, m_network->config().num_classes)) {}

nlohmann::json FasterRcnnDetector::config() const {
    return to_json(m_network->config());
}

void FasterRcnnDetector::to(const torch::Device& device) {
    m_network->to(device);
    m_anchors = torch::Tensor();
}

std::vector<std::pair<std::string, torch::Tensor>> FasterRcnnDetector::trainable_parameters() const {
    std::vector<std::pair<std::string, torch::Tensor>> parameters;
    for (const auto& item : m_network->named_parameters()) {
        parameters.emplace_back(item.key(), item.value());
    }
    return parameters;
}

const torch::Tensor& FasterRcnnDetector::anchors(Size image,
                                                 const std::vector<RegionProposalHead::Output>& outputs) const {
    LevelShapes shapes;
    for (const auto& output : outputs) {
        shapes.push_back({output.objectness.size(2), output.objectness.size(3)});
    }
    if (!m_anchors.defined() || !(m_anchor_image == image) || m_anchor_shapes != shapes) {
        // Pictures are padded, so a level's stride is that of what they were padded to.
        constexpr int kMultiple = 32;
        const bool pictures = m_network->config().backbone.has_value();
        const auto padded = [pictures](int side) {
            return pictures ? (side + kMultiple - 1) / kMultiple * kMultiple : side;
        };
        m_anchors = torch::cat(make_anchors(m_network->config().anchors, {padded(image.width), padded(image.height)},
                                            shapes, pictures ? AnchorStrides::kDivided : AnchorStrides::kPowersOfTwo))
                        .to(m_network->device());
        m_anchor_image = image;
        m_anchor_shapes = shapes;
    }
    return m_anchors;
}

std::vector<std::vector<Detection>> FasterRcnnDetector::detect(const FeaturePyramid& pyramid, Size network_size,
                                                               Size output_size, double min_score) const {
    const torch::NoGradGuard no_grad;
    const FasterRcnnConfig& config = m_network->config();
    const auto levels =
        m_network->features(select_inputs(pyramid, feature_names(), m_network->device(), torch::kFloat));
    const auto outputs = m_network->propose(levels);
    const std::vector<Size> images(static_cast<std::size_t>(levels.front().size(0)), network_size);
    std::vector<torch::Tensor> proposals;
    for (const RegionProposals& of_image :
         filter_proposals(flatten(outputs), anchors(network_size, outputs), images, config.proposals, false)) {
        proposals.push_back(of_image.boxes);
    }
    const auto predicted = m_network->predict(levels, proposals, network_size);
    const double scale_x = static_cast<double>(output_size.width) / network_size.width;
    const double scale_y = static_cast<double>(output_size.height) / network_size.height;
    std::vector<std::vector<Detection>> detections;
    std::int64_t first = 0;
    for (const torch::Tensor& of_image : proposals) {
        const std::int64_t last = first + of_image.size(0);
        const BoxPredictor::Output rows{predicted.logits.slice(0, first, last), predicted.codes.slice(0, first, last)};
        first = last;
        auto& found = detections.emplace_back();
        for (Detection detection : box_detections(rows, of_image, network_size, config.boxes, min_score)) {
            const Box& box = detection.box;
            detection.box =
                clamped({box.x1 * scale_x, box.y1 * scale_y, box.x2 * scale_x, box.y2 * scale_y}, output_size);
            if (!detection.box.empty()) {
                found.push_back(detection);
            }
        }
    }
    return detections;
}

DetectorLosses FasterRcnnDetector::losses(const FeaturePyramid& pyramid, const Targets& targets, Size network_size,
                                          torch::Generator& generator) {
    const FasterRcnnConfig& config = m_network->config();
    const auto levels =
        m_network->features(select_inputs(pyramid, feature_names(), m_network->device(), torch::kFloat));
    const auto outputs = m_network->propose(levels);
    const RegionPredictions regions = flatten(outputs);
    const torch::Tensor& all_anchors = anchors(network_size, outputs);
    const auto proposals =
        filter_proposals(regions, all_anchors, std::vector<Size>(targets.size(), network_size), config.proposals, true);
    std::vector<AnchorTargets> of_anchors;
    std::vector<BalancedSample> anchor_samples;
    std::vector<torch::Tensor> sampled;
    std::vector<torch::Tensor> labels;
    std::vector<torch::Tensor> codes;
    for (std::size_t b = 0; b < targets.size(); ++b) {
        const auto boxes = pixel_boxes(targets[b].boxes, network_size);
        const auto ignored = pixel_boxes(targets[b].ignored, network_size);
        of_anchors.push_back(anchor_targets(all_anchors, boxes, ignored, config.proposals));
        anchor_samples.push_back(balanced_sample(of_anchors.back().labels, config.proposals.batch,
                                                 config.proposals.positive_share, generator));
        // The boxes themselves are proposals too, so that the second stage has something to learn from early on.
        const auto candidates = torch::cat({proposals[b].boxes, boxes});
        const auto wanted = proposal_targets(candidates, boxes, targets[b].labels + 1, ignored, config.boxes);
        const auto sample = balanced_sample(wanted.labels, config.boxes.batch, config.boxes.positive_share, generator);
        const auto chosen = torch::cat({sample.positive, sample.negative});
        sampled.push_back(candidates.index_select(0, chosen));
        labels.push_back(wanted.labels.index_select(0, chosen));
        codes.push_back(boxes.size(0) == 0 ? torch::zeros_like(sampled.back())
                                           : encode_boxes(boxes.index_select(0, wanted.matched.index_select(0, chosen)),
                                                          sampled.back(), config.boxes.code_weights));
    }
    const auto first = region_losses(regions, all_anchors, of_anchors, anchor_samples, config.smooth_l1_beta);
    const auto second = box_losses(m_network->predict(levels, sampled, network_size), torch::cat(labels),
                                   torch::cat(codes), config.smooth_l1_beta);
    DetectorLosses losses;
    losses.parts = {{"loss_objectness", first.objectness},
                    {"loss_proposals", first.boxes},
                    {"loss_class", second.classes},
                    {"loss_box", second.boxes}};
    losses.classes = first.objectness + second.classes;
    losses.total = first.objectness + first.boxes + second.classes + second.boxes;
    return losses;
}

torch::Tensor FasterRcnnDetector::backbone_map(const FeaturePyramid& pyramid) {
    return m_network->third_stage(select_inputs(pyramid, {kImageFeature}, m_network->device(), torch::kFloat));
}

}  // namespace destudio::detection

// SPDX-License-Identifier: Apache-2.0
#include "core/detection/faster_rcnn/box_head.h"

#include "core/nn/torch.h"

#include <algorithm>

#include "core/detection/common/anchors.h"
#include "core/detection/common/box_matcher.h"
#include "core/detection/common/box_ops.h"
#include "core/detection/common/nms.h"

namespace destudio::detection {

BoxHead::BoxHead(std::int64_t inputs, std::int64_t representation) {
    m_first = register_module("fc6", std::make_shared<nn::Linear>(inputs, representation));
    m_second = register_module("fc7", std::make_shared<nn::Linear>(representation, representation));
}

torch::Tensor BoxHead::forward(const torch::Tensor& pooled) {
    const auto x = m_first->forward(pooled.flatten(1).to(m_first->weight.scalar_type())).relu();
    return m_second->forward(x).relu();
}

BoxPredictor::BoxPredictor(std::int64_t representation, std::int64_t classes) {
    m_classes = register_module("cls_score", std::make_shared<nn::Linear>(representation, classes));
    m_boxes = register_module("bbox_pred", std::make_shared<nn::Linear>(representation, classes * 4));
}

BoxPredictor::Output BoxPredictor::forward(const torch::Tensor& representation) {
    return {m_classes->forward(representation).to(torch::kFloat32),
            m_boxes->forward(representation).to(torch::kFloat32)};
}

ProposalTargets proposal_targets(const torch::Tensor& proposals, const torch::Tensor& boxes,
                                 const torch::Tensor& labels, const torch::Tensor& ignored,
                                 const BoxHeadConfig& config) {
    const torch::NoGradGuard no_grad;
    const auto match = match_boxes(box_iou(boxes, proposals), {config.foreground_iou, config.background_iou, false});
    ProposalTargets targets;
    targets.matched = match.clamp_min(0);
    targets.labels = boxes.size(0) == 0 ? torch::zeros_like(match) : labels.index_select(0, targets.matched);
    targets.labels.masked_fill_(match == kBackgroundAnchor, 0);
    targets.labels.masked_fill_(match == kIgnoredAnchor, -1);
    if (ignored.defined() && ignored.size(0) > 0) {
        const auto covered = covered_share(proposals, ignored) >= kIgnoredShare;
        targets.labels.masked_fill_((targets.labels == 0).logical_and(covered), -1);
    }
    return targets;
}

BoxLosses box_losses(const BoxPredictor::Output& output, const torch::Tensor& labels, const torch::Tensor& wanted,
                     double smooth_l1_beta) {
    const double count = static_cast<double>(std::max<std::int64_t>(1, labels.size(0)));
    const auto objects = (labels > 0).nonzero().squeeze(1);
    const auto of_object = labels.index_select(0, objects);
    const auto codes = output.codes.view({-1, output.logits.size(1), 4}).index({objects, of_object});
    BoxLosses losses;
    losses.classes = torch::nll_loss(output.logits.log_softmax(1), labels, {}, at::Reduction::Sum) / count;
    losses.boxes =
        torch::smooth_l1_loss(codes, wanted.index_select(0, objects), at::Reduction::Sum, smooth_l1_beta) / count;
    return losses;
}

std::vector<Detection> box_detections(const BoxPredictor::Output& output, const torch::Tensor& proposals, Size image,
                                      const BoxHeadConfig& config, double min_score) {
    const torch::NoGradGuard no_grad;
    const std::int64_t classes = output.logits.size(1);
    const auto codes = output.codes.view({-1, classes, 4});
    auto boxes = decode_boxes(codes, proposals.unsqueeze(1).expand_as(codes), config.code_weights);
    const auto limit = torch::tensor({image.width, image.height, image.width, image.height}, boxes.options());
    boxes = torch::minimum(boxes.clamp_min(0), limit).slice(1, 1).reshape({-1, 4}).cpu().contiguous();
    const auto scores = output.logits.softmax(1).slice(1, 1).reshape({-1}).cpu().contiguous();
    std::vector<NmsBox> list;
    std::vector<float> values;
    std::vector<int> labels;
    const float* box = boxes.data_ptr<float>();
    const float* score = scores.data_ptr<float>();
    for (std::int64_t i = 0; i < scores.numel(); ++i, box += 4) {
        const bool large = static_cast<double>(box[2] - box[0]) >= config.min_size &&
                           static_cast<double>(box[3] - box[1]) >= config.min_size;
        if (static_cast<double>(score[i]) >= min_score && large) {
            list.push_back({box[0], box[1], box[2], box[3]});
            values.push_back(score[i]);
            labels.push_back(static_cast<int>(i % (classes - 1)));
        }
    }
    std::vector<Detection> detections;
    for (const std::size_t i : batched_nms(list, values, labels, config.nms_iou)) {
        if (static_cast<std::int64_t>(detections.size()) == config.max_detections) {
            break;
        }
        detections.push_back({{list[i].x1, list[i].y1, list[i].x2, list[i].y2}, labels[i], values[i]});
    }
    return detections;
}

}  // namespace destudio::detection

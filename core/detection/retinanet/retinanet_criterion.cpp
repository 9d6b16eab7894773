// SPDX-License-Identifier: Apache-2.0
#include "core/detection/retinanet/retinanet_criterion.h"

#include "core/nn/torch.h"

#include <algorithm>

#include "core/detection/common/anchors.h"
#include "core/detection/common/box_ops.h"
#include "core/detection/common/focal_loss.h"

namespace destudio::detection {

torch::Tensor assign_anchors(const torch::Tensor& anchors, const torch::Tensor& boxes, double foreground_iou,
                             double background_iou) {
    return match_boxes(pairwise_iou(boxes, anchors).iou, {foreground_iou, background_iou, /*low_quality=*/true});
}

DetectorLosses retinanet_losses(const RetinaNetOutput& output, const torch::Tensor& anchors, const Targets& targets,
                                Size image, const RetinaNetConfig& config) {
    const auto logits = torch::cat(output.logits, 1);
    const auto deltas = torch::cat(output.deltas, 1);
    const auto scale = torch::tensor({image.width, image.height, image.width, image.height}, deltas.options());
    auto wanted = torch::zeros(logits.sizes(), logits.options().requires_grad(false));
    auto counts = torch::ones({logits.size(0), logits.size(1), 1}, wanted.options());
    std::vector<torch::Tensor> found_deltas;
    std::vector<torch::Tensor> wanted_deltas;
    std::int64_t foreground = 0;
    for (std::size_t b = 0; b < targets.size(); ++b) {
        const auto row = static_cast<std::int64_t>(b);
        const auto boxes = cxcywh_to_xyxy(targets[b].boxes) * scale;
        const auto assigned = assign_anchors(anchors, boxes, config.foreground_iou, config.background_iou);
        counts[row].masked_fill_((assigned == kIgnoredAnchor).unsqueeze(1), 0.0);
        if (targets[b].ignored.defined()) {
            const auto covered = covered_share(anchors, cxcywh_to_xyxy(targets[b].ignored) * scale) >= kIgnoredShare;
            counts[row].masked_fill_((assigned < 0).logical_and(covered).unsqueeze(1), 0.0);
        }
        const auto positive = (assigned >= 0).nonzero().squeeze(1);
        if (positive.size(0) == 0) {
            continue;
        }
        foreground += positive.size(0);
        const auto box_index = assigned.index_select(0, positive);
        wanted[row].index_put_({positive, targets[b].labels.index_select(0, box_index)},
                               torch::ones({}, wanted.options()));
        found_deltas.push_back(deltas[row].index_select(0, positive));
        wanted_deltas.push_back(encode_boxes(boxes.index_select(0, box_index), anchors.index_select(0, positive)));
    }
    const double divisor = static_cast<double>(std::max<std::int64_t>(1, foreground));
    DetectorLosses losses;
    losses.parts["loss_class"] =
        (sigmoid_focal_loss(logits, wanted, config.focal_alpha, config.focal_gamma) * counts).sum() / divisor;
    losses.parts["loss_box"] = found_deltas.empty()
                                   ? deltas.sum() * 0
                                   : torch::smooth_l1_loss(torch::cat(found_deltas), torch::cat(wanted_deltas),
                                                           at::Reduction::Sum, config.smooth_l1_beta) /
                                         divisor;
    losses.objects = foreground;
    losses.classes = losses.parts["loss_class"];
    losses.total = losses.parts["loss_class"] + config.box_weight * losses.parts["loss_box"];
    return losses;
}

}  // namespace destudio::detection

// SPDX-License-Identifier: Apache-2.0
#include "core/detection/retinanet/retinanet_post_processing.h"

#include "core/nn/torch.h"

#include <algorithm>

#include "core/detection/common/anchors.h"
#include "core/detection/common/nms.h"

namespace destudio::detection {

namespace {

/// Boxes of one image before suppression.
struct Candidates {
    std::vector<NmsBox> boxes;
    std::vector<float> scores;
    std::vector<int> labels;
};

/// The best (anchor, class) pairs of one level, added to each image's candidates; boxes in network pixels.
void add_level(const torch::Tensor& logits, const torch::Tensor& deltas, const torch::Tensor& anchors,
               const RetinaNetConfig& config, Size image, double min_score, std::vector<Candidates>& candidates) {
    const auto flat = logits.sigmoid().flatten(1);
    const auto [top_scores, top_index] = flat.topk(std::min(config.candidates_per_level, flat.size(1)), 1);
    const auto anchor = torch::div(top_index, config.num_classes, "floor");
    const auto chosen = deltas.gather(1, anchor.unsqueeze(-1).expand({-1, -1, 4}));
    auto decoded = decode_boxes(chosen, anchors.index_select(0, anchor.flatten()).view_as(chosen));
    const auto limit = torch::tensor({image.width, image.height, image.width, image.height}, decoded.options());
    decoded = torch::minimum(decoded.clamp_min(0), limit).cpu().contiguous();
    const auto scores = top_scores.cpu().contiguous();
    const auto labels = top_index.remainder(config.num_classes).cpu().contiguous();
    for (std::int64_t b = 0; b < scores.size(0); ++b) {
        Candidates& target = candidates[static_cast<std::size_t>(b)];
        const float* score = scores[b].data_ptr<float>();
        const float* box = decoded[b].data_ptr<float>();
        const std::int64_t* label = labels[b].data_ptr<std::int64_t>();
        for (std::int64_t i = 0; i < scores.size(1) && static_cast<double>(score[i]) >= min_score; ++i, box += 4) {
            target.boxes.push_back({box[0], box[1], box[2], box[3]});
            target.scores.push_back(score[i]);
            target.labels.push_back(static_cast<int>(label[i]));
        }
    }
}

std::vector<Detection> suppressed(const Candidates& candidates, const RetinaNetConfig& config, Size from, Size to) {
    const double scale_x = static_cast<double>(to.width) / from.width;
    const double scale_y = static_cast<double>(to.height) / from.height;
    std::vector<Detection> detections;
    for (const std::size_t i : batched_nms(candidates.boxes, candidates.scores, candidates.labels, config.nms_iou)) {
        const NmsBox& box = candidates.boxes[i];
        const Box scaled = clamped({box.x1 * scale_x, box.y1 * scale_y, box.x2 * scale_x, box.y2 * scale_y}, to);
        if (!scaled.empty()) {
            detections.push_back({scaled, candidates.labels[i], candidates.scores[i]});
        }
        if (static_cast<std::int64_t>(detections.size()) == config.max_detections) {
            break;
        }
    }
    return detections;
}

}  // namespace

std::vector<std::vector<Detection>> retinanet_detections(const RetinaNetOutput& output,
                                                         const std::vector<torch::Tensor>& anchors,
                                                         const RetinaNetConfig& config, Size network_size,
                                                         Size output_size, double min_score) {
    const torch::NoGradGuard no_grad;
    std::vector<Candidates> candidates(static_cast<std::size_t>(output.logits.front().size(0)));
    for (std::size_t level = 0; level < anchors.size(); ++level) {
        add_level(output.logits[level], output.deltas[level], anchors[level], config, network_size, min_score,
                  candidates);
    }
    std::vector<std::vector<Detection>> detections;
    for (const Candidates& image : candidates) {
        detections.push_back(suppressed(image, config, network_size, output_size));
    }
    return detections;
}

}  // namespace destudio::detection

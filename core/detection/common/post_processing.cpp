// SPDX-License-Identifier: Apache-2.0
#include "core/detection/common/post_processing.h"

#include "core/nn/torch.h"

#include "core/detection/common/box_ops.h"

namespace destudio::detection {

TopPredictions top_predictions(const torch::Tensor& logits, const torch::Tensor& boxes,
                               const std::vector<Size>& network_sizes, std::int64_t count) {
    const std::int64_t classes = logits.size(2);
    const auto flat = logits.sigmoid().flatten(1);
    TopPredictions top;
    std::tie(top.scores, top.flat_idx) = flat.topk(std::min(count, flat.size(1)), 1);
    top.labels = top.flat_idx.remainder(classes);
    const auto query = torch::div(top.flat_idx, classes, "floor");
    std::vector<float> scale;
    for (const Size& size : network_sizes) {
        const auto width = static_cast<float>(size.width);
        const auto height = static_cast<float>(size.height);
        scale.insert(scale.end(), {width, height, width, height});
    }
    const auto scales = torch::tensor(scale, boxes.options()).view({-1, 1, 4});
    top.boxes = cxcywh_to_xyxy(boxes).gather(1, query.unsqueeze(-1).expand({-1, -1, 4})) * scales;
    return top;
}

ScaledPredictions scale_predictions(const TopPredictions& top, std::int64_t image, Size network_size,
                                    Size output_size) {
    const auto scale_x = static_cast<float>(output_size.width) / static_cast<float>(network_size.width);
    const auto scale_y = static_cast<float>(output_size.height) / static_cast<float>(network_size.height);
    const auto boxes = top.boxes[image];
    const auto x = (boxes.slice(1, 0, 4, 2) * scale_x).clamp(0, output_size.width);
    const auto y = (boxes.slice(1, 1, 4, 2) * scale_y).clamp(0, output_size.height);
    const auto scaled = torch::stack({x.select(1, 0), y.select(1, 0), x.select(1, 1), y.select(1, 1)}, -1);
    const auto keep = (x.select(1, 1) > x.select(1, 0)).logical_and(y.select(1, 1) > y.select(1, 0));
    return {scaled.index({keep}), top.scores[image].index({keep}), top.labels[image].index({keep})};
}

std::vector<Detection> to_detections(const ScaledPredictions& predictions, double min_score) {
    const auto boxes = predictions.boxes.to(torch::kCPU, torch::kFloat).contiguous();
    const auto scores = predictions.scores.to(torch::kCPU, torch::kFloat).contiguous();
    const auto labels = predictions.labels.to(torch::kCPU, torch::kLong).contiguous();
    const float* box = boxes.data_ptr<float>();
    std::vector<Detection> detections;
    for (std::int64_t i = 0; i < scores.size(0); ++i, box += 4) {
        const float score = scores.data_ptr<float>()[i];
        if (static_cast<double>(score) >= min_score) {
            detections.push_back(
                {{box[0], box[1], box[2], box[3]}, static_cast<int>(labels.data_ptr<std::int64_t>()[i]), score});
        }
    }
    return detections;
}

}  // namespace destudio::detection

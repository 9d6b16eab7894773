// SPDX-License-Identifier: Apache-2.0
#include "core/detection/dino/dino_criterion.h"

#include "core/nn/torch.h"

#include <algorithm>
#include <cmath>

#include "core/detection/common/box_ops.h"
#include "core/detection/common/focal_loss.h"

namespace destudio::detection {

namespace {

/// Matched pairs of several layers, as flat indices.
class PairList {
public:
    void add(std::size_t layer, std::size_t image, std::int64_t query, std::int64_t target) {
        m_layers.push_back(static_cast<std::int64_t>(layer));
        m_images.push_back(static_cast<std::int64_t>(image));
        m_queries.push_back(query);
        m_targets.push_back(target);
    }

    torch::Tensor layers(torch::Device device) const { return torch::tensor(m_layers, torch::kLong).to(device); }
    torch::Tensor images(torch::Device device) const { return torch::tensor(m_images, torch::kLong).to(device); }
    torch::Tensor queries(torch::Device device) const { return torch::tensor(m_queries, torch::kLong).to(device); }
    /// Indices into the concatenated targets of the batch.
    torch::Tensor targets(torch::Device device) const { return torch::tensor(m_targets, torch::kLong).to(device); }

private:
    std::vector<std::int64_t> m_layers;
    std::vector<std::int64_t> m_images;
    std::vector<std::int64_t> m_queries;
    std::vector<std::int64_t> m_targets;
};

/// The targets of a batch in one piece.
struct FlatTargets {
    torch::Tensor labels;
    torch::Tensor boxes;
    std::vector<std::int64_t> first;  ///< of each image
    std::int64_t count = 0;
};

FlatTargets flatten(const Targets& targets) {
    FlatTargets flat;
    std::vector<torch::Tensor> labels;
    std::vector<torch::Tensor> boxes;
    for (const Target& target : targets) {
        flat.first.push_back(flat.count);
        flat.count += target.labels.size(0);
        labels.push_back(target.labels);
        boxes.push_back(target.boxes);
    }
    flat.labels = torch::cat(labels);
    flat.boxes = torch::cat(boxes);
    return flat;
}

/// One number per layer, not yet divided by the number of boxes.
struct LayerSums {
    torch::Tensor focal;
    torch::Tensor l1;
    torch::Tensor giou;
};

/// 0 for each query without a target whose box lies in an ignored region, else 1: [N,B,Q,1]. Undefined where no image
/// has such regions.
torch::Tensor counted_queries(const torch::Tensor& boxes, const Targets& targets) {
    torch::Tensor counts;
    for (std::size_t b = 0; b < targets.size(); ++b) {
        if (!targets[b].ignored.defined() || targets[b].ignored.size(0) == 0) {
            continue;
        }
        if (!counts.defined()) {
            counts =
                torch::ones({boxes.size(0), boxes.size(1), boxes.size(2), 1}, boxes.options().requires_grad(false));
        }
        const auto image = static_cast<std::int64_t>(b);
        const auto of_image = boxes.detach().select(1, image);  // [N,Q,4]
        const auto covered = covered_share(cxcywh_to_xyxy(of_image).flatten(0, 1), cxcywh_to_xyxy(targets[b].ignored));
        counts.select(1, image).masked_fill_((covered >= kIgnoredShare).view({boxes.size(0), boxes.size(2), 1}), 0.0);
    }
    return counts;
}

/// @param counts of counted_queries(); undefined: every query counts
LayerSums layer_sums(const torch::Tensor& logits, const torch::Tensor& boxes, const PairList& pairs,
                     const FlatTargets& targets, const CriterionOptions& options, torch::Tensor counts = {}) {
    const auto device = logits.device();
    const auto layers = pairs.layers(device);
    const auto images = pairs.images(device);
    const auto queries = pairs.queries(device);
    const auto target_index = pairs.targets(device);
    LayerSums sums;

    auto one_hot = torch::zeros(logits.sizes(), logits.options().requires_grad(false));
    one_hot.index_put_({layers, images, queries, targets.labels.index_select(0, target_index)},
                       torch::ones({}, one_hot.options()));
    auto focal = sigmoid_focal_loss(logits, one_hot, options.focal_alpha, options.focal_gamma);
    if (counts.defined()) {
        counts.index_put_({layers, images, queries}, torch::ones({}, counts.options()));
        focal = focal * counts;
    }
    sums.focal = focal.sum({1, 2, 3});

    const auto predicted = boxes.index({layers, images, queries});
    const auto wanted = targets.boxes.index_select(0, target_index);
    const auto zeros = torch::zeros({boxes.size(0)}, boxes.options().requires_grad(false));
    sums.l1 = zeros.index_add(0, layers, (predicted - wanted).abs().sum(-1));
    sums.giou = zeros.index_add(0, layers, 1 - elementwise_giou(cxcywh_to_xyxy(predicted), cxcywh_to_xyxy(wanted)));
    return sums;
}

PairList matched_pairs(const std::vector<std::vector<Match>>& matches, std::size_t first_layer, std::size_t layers,
                       const FlatTargets& targets) {
    PairList pairs;
    for (std::size_t n = 0; n < layers; ++n) {
        const auto& images = matches[first_layer + n];
        for (std::size_t b = 0; b < images.size(); ++b) {
            for (std::size_t i = 0; i < images[b].queries.size(); ++i) {
                pairs.add(n, b, images[b].queries[i], targets.first[b] + images[b].targets[i]);
            }
        }
    }
    return pairs;
}

/// Positive halves: group g, target j is query g * single_padding + j, in every layer.
PairList denoising_pairs(const DenoisingLayout& layout, std::size_t layers, const Targets& targets,
                         const FlatTargets& flat) {
    PairList pairs;
    for (std::size_t n = 0; n < layers; ++n) {
        for (std::size_t b = 0; b < targets.size(); ++b) {
            for (std::int64_t g = 0; g < layout.groups; ++g) {
                for (std::int64_t j = 0; j < targets[b].labels.size(0); ++j) {
                    pairs.add(n, b, g * layout.single_padding + j, flat.first[b] + j);
                }
            }
        }
    }
    return pairs;
}

/// Puts the layers' losses under their names.
void add_layers(DinoLosses& losses, const LayerSums& sums, const std::string& part, double divisor) {
    const std::int64_t layers = sums.focal.size(0);
    for (std::int64_t n = 0; n < layers; ++n) {
        const std::string suffix = part + (n + 1 < layers ? "_" + std::to_string(n) : "");
        losses.unweighted["loss_class" + suffix] = sums.focal[n] / divisor;
        losses.unweighted["loss_bbox" + suffix] = sums.l1[n] / divisor;
        losses.unweighted["loss_giou" + suffix] = sums.giou[n] / divisor;
    }
}

}  // namespace

CriterionInput criterion_input(const DinoOutput& output) {
    return {output.pred_logits(), output.pred_boxes(), output.enc_logits(), output.enc_boxes(),
            output.dn_logits(),   output.dn_boxes(),   output.denoising};
}

double DinoLosses::weight(const std::string& name, const CriterionOptions& options) {
    if (name.starts_with("loss_bbox")) {
        return options.l1_weight;
    }
    return name.starts_with("loss_giou") ? options.giou_weight : options.class_weight;
}

DinoLosses dino_losses(const CriterionInput& input, const Targets& targets, const CriterionOptions& options) {
    const FlatTargets flat = flatten(targets);
    const double num_boxes = static_cast<double>(std::max<std::int64_t>(1, flat.count));
    const auto layers = static_cast<std::size_t>(input.logits.size(0));
    DinoLosses losses;
    losses.matches = match_layers(input.logits, input.boxes, targets, options.matcher);
    losses.matches.push_back(
        match_layers(input.enc_logits.unsqueeze(0), input.enc_boxes.unsqueeze(0), targets, options.matcher).front());

    add_layers(losses,
               layer_sums(input.logits, input.boxes, matched_pairs(losses.matches, 0, layers, flat), flat, options,
                          counted_queries(input.boxes, targets)),
               "", num_boxes);
    add_layers(losses,
               layer_sums(input.enc_logits.unsqueeze(0), input.enc_boxes.unsqueeze(0),
                          matched_pairs(losses.matches, layers, 1, flat), flat, options,
                          counted_queries(input.enc_boxes.unsqueeze(0), targets)),
               "_enc", num_boxes);
    if (input.denoising.groups > 0) {
        add_layers(losses,
                   layer_sums(input.dn_logits, input.dn_boxes, denoising_pairs(input.denoising, layers, targets, flat),
                              flat, options),
                   "_dn", num_boxes * static_cast<double>(input.denoising.groups));
    } else {
        const auto zeros = torch::zeros({input.logits.size(0)}, input.logits.options().requires_grad(false));
        add_layers(losses, {zeros, zeros, zeros}, "_dn", 1.0);
    }
    losses.total = torch::zeros({}, input.logits.options().requires_grad(false));
    for (const auto& [name, value] : losses.unweighted) {
        losses.total = losses.total + DinoLosses::weight(name, options) * value;
    }
    return losses;
}

}  // namespace destudio::detection

// SPDX-License-Identifier: Apache-2.0
#include "core/detection/faster_rcnn/region_proposals.h"

#include "core/nn/torch.h"

#include <algorithm>

#include "core/detection/common/anchors.h"
#include "core/detection/common/box_ops.h"
#include "core/detection/common/initialization.h"
#include "core/detection/common/nms.h"

namespace destudio::detection {

namespace {

constexpr double kProposalDeviation = 0.01;

std::shared_ptr<nn::Conv2d> make_proposal_conv(std::int64_t in, std::int64_t out, std::int64_t kernel) {
    auto conv = std::make_shared<nn::Conv2d>(nn::Conv2d::Options{in, out, kernel, 1, kernel / 2, true});
    init_normal(conv->weight, kProposalDeviation);
    init_constant(conv->bias, 0);
    return conv;
}

/// [B, anchors * values, H, W] to [B, H * W * anchors, values]
torch::Tensor anchor_rows(const torch::Tensor& map, std::int64_t values) {
    return map.permute({0, 2, 3, 1}).reshape({map.size(0), -1, values});
}

/// Boxes and scores of an image after suppression.
RegionProposals suppressed_proposals(const torch::Tensor& boxes, const torch::Tensor& scores,
                                     const torch::Tensor& levels, const RegionProposalConfig& config,
                                     std::int64_t most) {
    const auto box = boxes.cpu().contiguous();
    const auto score = scores.cpu().contiguous();
    const auto level = levels.cpu().contiguous();
    std::vector<NmsBox> list;
    for (std::int64_t i = 0; i < box.size(0); ++i) {
        const float* corners = box[i].data_ptr<float>();
        list.push_back({corners[0], corners[1], corners[2], corners[3]});
    }
    const std::vector<float> values(score.data_ptr<float>(), score.data_ptr<float>() + score.numel());
    const std::vector<int> groups(level.data_ptr<int>(), level.data_ptr<int>() + level.numel());
    auto keep = batched_nms(list, values, groups, config.nms_iou);
    keep.resize(std::min(keep.size(), static_cast<std::size_t>(most)));
    const std::vector<std::int64_t> kept(keep.begin(), keep.end());
    const auto index = torch::tensor(kept, torch::kLong).to(boxes.device());
    return {boxes.index_select(0, index), scores.index_select(0, index)};
}

}  // namespace

RegionProposalHead::RegionProposalHead(std::int64_t channels, std::int64_t anchors_per_cell, std::int64_t convs) {
    const auto list = register_module("conv", std::make_shared<torch::nn::Module>());
    for (std::int64_t i = 0; i < convs; ++i) {
        const auto block = list->register_module(std::to_string(i), std::make_shared<torch::nn::Module>());
        m_convs.push_back(block->register_module("0", make_proposal_conv(channels, channels, 3)));
    }
    m_objectness = register_module("cls_logits", make_proposal_conv(channels, anchors_per_cell, 1));
    m_boxes = register_module("bbox_pred", make_proposal_conv(channels, anchors_per_cell * 4, 1));
}

RegionProposalHead::Output RegionProposalHead::forward(const torch::Tensor& level) {
    torch::Tensor x = level.to(m_objectness->weight.scalar_type());
    for (const auto& conv : m_convs) {
        x = conv->forward(x).relu();
    }
    return {m_objectness->forward(x).to(torch::kFloat32), m_boxes->forward(x).to(torch::kFloat32)};
}

RegionPredictions flatten(const std::vector<RegionProposalHead::Output>& levels) {
    RegionPredictions all;
    std::vector<torch::Tensor> objectness;
    std::vector<torch::Tensor> codes;
    for (const auto& level : levels) {
        objectness.push_back(anchor_rows(level.objectness, 1).squeeze(2));
        codes.push_back(anchor_rows(level.codes, 4));
        all.per_level.push_back(objectness.back().size(1));
    }
    all.objectness = torch::cat(objectness, 1);
    all.codes = torch::cat(codes, 1);
    return all;
}

std::vector<RegionProposals> filter_proposals(const RegionPredictions& predictions, const torch::Tensor& anchors,
                                              const std::vector<Size>& images, const RegionProposalConfig& config,
                                              bool training) {
    const torch::NoGradGuard no_grad;
    const std::int64_t candidates = training ? config.candidates_train : config.candidates;
    const std::int64_t most = training ? config.proposals_train : config.proposals;
    std::vector<RegionProposals> proposals;
    for (std::size_t b = 0; b < images.size(); ++b) {
        const auto row = static_cast<std::int64_t>(b);
        std::vector<torch::Tensor> chosen;
        std::vector<torch::Tensor> levels;
        std::int64_t first = 0;
        for (std::size_t level = 0; level < predictions.per_level.size(); ++level) {
            const std::int64_t count = predictions.per_level[level];
            const auto scores = predictions.objectness[row].slice(0, first, first + count);
            chosen.push_back(std::get<1>(scores.topk(std::min(candidates, count))) + first);
            levels.push_back(torch::full({chosen.back().size(0)}, static_cast<int>(level),
                                         chosen.back().options().dtype(torch::kInt)));
            first += count;
        }
        const auto index = torch::cat(chosen);
        const auto level = torch::cat(levels);
        const auto scores = predictions.objectness[row].index_select(0, index).sigmoid();
        auto boxes = decode_boxes(predictions.codes[row].index_select(0, index), anchors.index_select(0, index));
        const auto limit =
            torch::tensor({images[b].width, images[b].height, images[b].width, images[b].height}, boxes.options());
        boxes = torch::minimum(boxes.clamp_min(0), limit);
        const auto side = boxes.slice(1, 2) - boxes.slice(1, 0, 2);
        const auto good = (side >= config.min_size).all(1).logical_and(scores >= config.min_score).nonzero().squeeze(1);
        proposals.push_back(suppressed_proposals(boxes.index_select(0, good), scores.index_select(0, good),
                                                 level.index_select(0, good), config, most));
    }
    return proposals;
}

AnchorTargets anchor_targets(const torch::Tensor& anchors, const torch::Tensor& boxes, const torch::Tensor& ignored,
                             const RegionProposalConfig& config) {
    const torch::NoGradGuard no_grad;
    const auto match = match_boxes(box_iou(boxes, anchors), {config.foreground_iou, config.background_iou, true});
    AnchorTargets targets;
    targets.labels = torch::ones({anchors.size(0)}, anchors.options());
    targets.labels.masked_fill_(match == kBackgroundAnchor, 0);
    targets.labels.masked_fill_(match == kIgnoredAnchor, -1);
    if (ignored.defined() && ignored.size(0) > 0) {
        const auto covered = covered_share(anchors, ignored) >= kIgnoredShare;
        targets.labels.masked_fill_((targets.labels == 0).logical_and(covered), -1);
    }
    targets.matched = boxes.size(0) == 0 ? torch::zeros_like(anchors) : boxes.index_select(0, match.clamp_min(0));
    return targets;
}

RegionLosses region_losses(const RegionPredictions& predictions, const torch::Tensor& anchors,
                           const std::vector<AnchorTargets>& targets, const std::vector<BalancedSample>& samples,
                           double smooth_l1_beta) {
    std::vector<torch::Tensor> objectness;
    std::vector<torch::Tensor> labels;
    std::vector<torch::Tensor> codes;
    std::vector<torch::Tensor> wanted;
    for (std::size_t b = 0; b < targets.size(); ++b) {
        const auto row = static_cast<std::int64_t>(b);
        const auto sampled = torch::cat({samples[b].positive, samples[b].negative});
        objectness.push_back(predictions.objectness[row].index_select(0, sampled));
        labels.push_back(targets[b].labels.index_select(0, sampled));
        codes.push_back(predictions.codes[row].index_select(0, samples[b].positive));
        wanted.push_back(encode_boxes(targets[b].matched.index_select(0, samples[b].positive),
                                      anchors.index_select(0, samples[b].positive)));
    }
    const auto scores = torch::cat(objectness);
    const double count = static_cast<double>(std::max<std::int64_t>(1, scores.size(0)));
    RegionLosses losses;
    losses.objectness =
        torch::binary_cross_entropy_with_logits(scores, torch::cat(labels), {}, {}, at::Reduction::Sum) / count;
    losses.boxes =
        torch::smooth_l1_loss(torch::cat(codes), torch::cat(wanted), at::Reduction::Sum, smooth_l1_beta) / count;
    return losses;
}

}  // namespace destudio::detection

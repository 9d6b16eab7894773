// SPDX-License-Identifier: Apache-2.0
#include "core/detection/dino/contrastive_denoising.h"

#include "core/nn/torch.h"

#include <algorithm>

#include "core/detection/common/box_ops.h"

namespace destudio::detection {

namespace {

std::int64_t count_targets(const Targets& targets) {
    std::int64_t sum = 0;
    for (const Target& target : targets) {
        sum += target.labels.size(0);
    }
    return sum;
}

/// A group sees itself and the matching queries; matching queries see no denoising query.
torch::Tensor attention_mask(const DenoisingLayout& layout, std::int64_t num_queries) {
    const std::int64_t pad = layout.pad_size();
    auto blocked = torch::zeros({pad + num_queries, pad + num_queries}, torch::kBool);
    blocked.narrow(1, 0, pad).fill_(true);
    for (std::int64_t g = 0; g < layout.groups; ++g) {
        const std::int64_t start = g * layout.single_padding;
        blocked.narrow(0, start, layout.single_padding).narrow(1, start, layout.single_padding).fill_(false);
    }
    return blocked;
}

/// Row (image) and column (slot) of every repeated target.
struct Slots {
    torch::Tensor rows;
    torch::Tensor columns;
};

Slots find_slots(const Targets& targets, const DenoisingLayout& layout) {
    const std::int64_t half = layout.single_padding / 2;
    std::vector<std::int64_t> rows;
    std::vector<std::int64_t> columns;
    for (std::int64_t r = 0; r < 2 * layout.groups; ++r) {
        for (std::size_t b = 0; b < targets.size(); ++b) {
            for (std::int64_t j = 0; j < targets[b].labels.size(0); ++j) {
                rows.push_back(static_cast<std::int64_t>(b));
                columns.push_back(r * half + j);
            }
        }
    }
    return {torch::tensor(rows, torch::kLong), torch::tensor(columns, torch::kLong)};
}

}  // namespace

DenoisingLayout denoising_layout(const Targets& targets, std::int64_t dn_number) {
    std::int64_t largest = 0;
    for (const Target& target : targets) {
        largest = std::max(largest, target.labels.size(0));
    }
    if (largest == 0 || dn_number <= 0) {
        return {};
    }
    return {std::max<std::int64_t>(1, dn_number / largest), 2 * largest};
}

DenoisingDraws draw_denoising(const Targets& targets, const DenoisingOptions& options,
                              const torch::Generator& generator) {
    const std::int64_t entries = 2 * denoising_layout(targets, options.dn_number).groups * count_targets(targets);
    DenoisingDraws draws;
    if (entries == 0) {
        return draws;
    }
    if (options.label_noise_ratio > 0) {
        draws.label_p = torch::rand({entries}, generator);
        const auto count = (draws.label_p < options.label_noise_ratio * 0.5).sum().item<std::int64_t>();
        draws.new_label = torch::randint(0, options.num_classes, {count}, generator, torch::kLong);
    }
    if (options.box_noise_scale > 0) {
        draws.sign01 = torch::randint(0, 2, {entries, 4}, generator, torch::kFloat);
        draws.part = torch::rand({entries, 4}, generator);
    }
    return draws;
}

NoisedTargets noise_targets(const Targets& targets, const DenoisingOptions& options, const DenoisingDraws& draws) {
    const DenoisingLayout layout = denoising_layout(targets, options.dn_number);
    std::vector<torch::Tensor> labels;
    std::vector<torch::Tensor> boxes;
    for (const Target& target : targets) {
        labels.push_back(target.labels);
        boxes.push_back(target.boxes);
    }
    const auto device = boxes.front().device();
    const std::int64_t repetitions = 2 * layout.groups;
    NoisedTargets noised;
    noised.labels = torch::cat(labels).repeat({repetitions});
    noised.boxes = torch::cat(boxes).repeat({repetitions, 1});
    if (draws.label_p.defined()) {
        const auto chosen = (draws.label_p < options.label_noise_ratio * 0.5).nonzero().view(-1).to(device);
        noised.labels.index_copy_(0, chosen, draws.new_label.to(device));
    }
    if (draws.part.defined()) {
        const std::int64_t count = noised.boxes.size(0) / repetitions;
        const auto half_size = noised.boxes.narrow(1, 2, 2) / 2;
        // Negatives lie between one and two half sizes away, positives within one.
        const auto is_negative =
            torch::arange(repetitions, torch::kFloat).remainder(2).repeat_interleave(count).unsqueeze(1);
        const auto shift = ((draws.sign01 * 2 - 1) * (draws.part + is_negative)).to(device);
        const auto moved =
            cxcywh_to_xyxy(noised.boxes) + shift * torch::cat({half_size, half_size}, 1) * options.box_noise_scale;
        noised.boxes = xyxy_to_cxcywh(moved.clamp(0, 1));
    }
    return noised;
}

std::optional<DenoisingQueries> make_denoising_queries(const Targets& targets, const DenoisingOptions& options,
                                                       const DenoisingDraws& draws,
                                                       const torch::Tensor& label_embedding) {
    DenoisingQueries queries;
    queries.layout = denoising_layout(targets, options.dn_number);
    if (queries.layout.groups == 0) {
        return std::nullopt;
    }
    const NoisedTargets noised = noise_targets(targets, options, draws);
    const auto device = label_embedding.device();
    const auto slots = find_slots(targets, queries.layout);
    const auto batch = static_cast<std::int64_t>(targets.size());
    const std::int64_t pad = queries.layout.pad_size();
    const auto rows = slots.rows.to(device);
    const auto columns = slots.columns.to(device);
    queries.content =
        torch::zeros({batch, pad, label_embedding.size(1)}, label_embedding.options().requires_grad(false))
            .index_put({rows, columns}, label_embedding.index_select(0, noised.labels));
    queries.boxes_unact =
        torch::zeros({batch, pad, 4}, noised.boxes.options()).index_put({rows, columns}, inverse_sigmoid(noised.boxes));
    queries.blocked = attention_mask(queries.layout, options.num_queries).to(device);
    return queries;
}

}  // namespace destudio::detection

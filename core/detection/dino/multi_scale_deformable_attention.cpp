// SPDX-License-Identifier: Apache-2.0
#include "core/detection/dino/multi_scale_deformable_attention.h"

#include "core/nn/torch.h"

#include <numbers>

#include "core/detection/common/initialization.h"
#include "core/detection/dino/deformable_attention_function.h"

namespace destudio::detection {

MultiScaleDeformableAttention::MultiScaleDeformableAttention(std::int64_t embed_dim, std::int64_t num_heads,
                                                             std::int64_t num_levels, std::int64_t num_points)
    : m_heads(num_heads), m_levels(num_levels), m_points(num_points) {
    const std::int64_t samples = num_heads * num_levels * num_points;
    m_sampling_offsets = register_module("sampling_offsets", std::make_shared<nn::Linear>(embed_dim, samples * 2));
    m_attention_weights = register_module("attention_weights", std::make_shared<nn::Linear>(embed_dim, samples));
    m_value_proj = register_module("value_proj", std::make_shared<nn::Linear>(embed_dim, embed_dim));
    m_output_proj = register_module("output_proj", std::make_shared<nn::Linear>(embed_dim, embed_dim));
    reset_parameters();
}

void MultiScaleDeformableAttention::reset_parameters() {
    if (nn::SkipInitialization::active()) {
        return;
    }
    const torch::NoGradGuard no_grad;
    // Every head starts looking in its own direction, its points 1, 2, ... cells away.
    const auto angle = torch::arange(m_heads, torch::kFloat) * (2.0 * std::numbers::pi / static_cast<double>(m_heads));
    auto direction = torch::stack({angle.cos(), angle.sin()}, -1);
    direction = direction / std::get<0>(direction.abs().max(-1, true));
    const auto distance = torch::arange(1, m_points + 1, torch::kFloat).view({1, 1, m_points, 1});
    const auto grid = direction.view({m_heads, 1, 1, 2}).repeat({1, m_levels, m_points, 1}) * distance;
    init_constant(m_sampling_offsets->weight, 0);
    m_sampling_offsets->bias.copy_(grid.flatten());
    init_constant(m_attention_weights->weight, 0);
    init_constant(m_attention_weights->bias, 0);
    init_projection(*m_value_proj);
    init_projection(*m_output_proj);
}

SamplingPlan MultiScaleDeformableAttention::plan(const torch::Tensor& query, const torch::Tensor& query_pos,
                                                 const torch::Tensor& value, const torch::Tensor& reference_points,
                                                 const LevelShapes& shapes, const torch::Tensor& padding_mask) {
    const std::int64_t batch = query.size(0);
    const std::int64_t queries = query.size(1);
    const auto positioned = query + query_pos;
    SamplingPlan plan;
    plan.value = m_value_proj->forward(value);
    if (padding_mask.defined()) {
        plan.value = plan.value.masked_fill(padding_mask.unsqueeze(-1), 0.0);
    }
    plan.value = plan.value.view({batch, value.size(1), m_heads, -1});
    const auto offsets = m_sampling_offsets->forward(positioned).view({batch, queries, m_heads, m_levels, m_points, 2});
    plan.weights = m_attention_weights->forward(positioned)
                       .view({batch, queries, m_heads, m_levels * m_points})
                       .softmax(-1)
                       .view({batch, queries, m_heads, m_levels, m_points});
    const auto reference = reference_points.view({batch, queries, 1, m_levels, 1, reference_points.size(-1)});
    if (reference_points.size(-1) == 2) {
        std::vector<float> sizes;
        for (const LevelShape& shape : shapes) {
            sizes.push_back(static_cast<float>(shape.width));
            sizes.push_back(static_cast<float>(shape.height));
        }
        const auto normaliser = torch::tensor(sizes, query.options()).view({1, 1, 1, m_levels, 1, 2});
        plan.locations = reference + offsets / normaliser;
    } else {
        const auto half_size = reference.narrow(-1, 2, 2) * 0.5;
        plan.locations = reference.narrow(-1, 0, 2) + offsets / static_cast<double>(m_points) * half_size;
    }
    return plan;
}

torch::Tensor MultiScaleDeformableAttention::forward(const torch::Tensor& query, const torch::Tensor& query_pos,
                                                     const torch::Tensor& value, const torch::Tensor& reference_points,
                                                     const LevelShapes& shapes, const torch::Tensor& padding_mask) {
    const SamplingPlan samples = plan(query, query_pos, value, reference_points, shapes, padding_mask);
    const auto attended = deformable_attention(samples.value, shapes, samples.locations, samples.weights);
    return m_output_proj->forward(attended) + query;
}

}  // namespace destudio::detection

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/detection/common/feature_levels.h"
#include "core/detection/dino/dino_config.h"
#include "core/nn/functional/layers.h"

namespace destudio::detection {

/// What one deformable attention samples, before the sampling.
struct SamplingPlan {
    torch::Tensor value;      ///< [B,S,heads,dim], projected, padded tokens zero
    torch::Tensor locations;  ///< [B,Q,heads,L,P,2]
    torch::Tensor weights;    ///< [B,Q,heads,L,P], softmax over levels and points together
};

/// Multi-scale deformable attention with its projections (Deformable DETR, as in detrex).
class MultiScaleDeformableAttention : public torch::nn::Module {
public:
    MultiScaleDeformableAttention(std::int64_t embed_dim, std::int64_t num_heads, std::int64_t num_levels,
                                  std::int64_t num_points);

    /// @param query [B,Q,C] without position; also the residual
    /// @param query_pos [B,Q,C], added to the query for offsets and weights only
    /// @param value [B,S,C]
    /// @param reference_points [B,Q,L,2] (x,y) or [B,Q,L,4] (x,y,w,h), in [0,1]
    /// @param padding_mask [B,S] bool, true = padding; undefined when nothing is padded
    /// @return output_proj(attention) + query, [B,Q,C]
    torch::Tensor forward(const torch::Tensor& query, const torch::Tensor& query_pos, const torch::Tensor& value,
                          const torch::Tensor& reference_points, const LevelShapes& shapes,
                          const torch::Tensor& padding_mask);

    /// The first half of forward().
    SamplingPlan plan(const torch::Tensor& query, const torch::Tensor& query_pos, const torch::Tensor& value,
                      const torch::Tensor& reference_points, const LevelShapes& shapes,
                      const torch::Tensor& padding_mask);

private:
    void reset_parameters();

    std::int64_t m_heads;
    std::int64_t m_levels;
    std::int64_t m_points;
    std::shared_ptr<nn::Linear> m_sampling_offsets;
    std::shared_ptr<nn::Linear> m_attention_weights;
    std::shared_ptr<nn::Linear> m_value_proj;
    std::shared_ptr<nn::Linear> m_output_proj;
};

}  // namespace destudio::detection

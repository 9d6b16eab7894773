// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "core/nn/models/unet_2d_condition.h"
#include "core/nn/torch.h"

namespace destudio::diffusion {

/// The cross-attention of all blocks of one resolution, averaged over heads, blocks and U-Net calls.
struct CrossAttentionLevel {
    std::int64_t divisor = 1;     ///< the latent's size divided by this is the map's
    torch::Tensor probabilities;  ///< [S,h,w] float32 on the CPU: for each token its share of each pixel's attention;
                                  ///< sums to 1 over the tokens
};

/// Reads cross-attention off a U-Net while it lives, without touching what the U-Net computes: it listens to the layer
/// norm before each cross-attention and computes queries, keys and their softmax once more, in float32. A U-Net that
/// nobody records pays nothing. The scores of a block are computed for a slice of pixels at a time (64 MB at most).
class CrossAttentionRecorder {
public:
    /// @param context [1,S,D] what the following U-Net calls get as context; they must be of batch size 1
    CrossAttentionRecorder(nn::Unet2dCondition& unet, const torch::Tensor& context);
    ~CrossAttentionRecorder();
    CrossAttentionRecorder(const CrossAttentionRecorder&) = delete;
    CrossAttentionRecorder& operator=(const CrossAttentionRecorder&) = delete;

    /// What was recorded so far, finest resolution first; levels without cross-attention are left out.
    /// @param latent_height, latent_width of the calls that were recorded
    std::vector<CrossAttentionLevel> levels(std::int64_t latent_height, std::int64_t latent_width) const;

private:
    struct Block;
    void record(Block& block, const torch::Tensor& normed);

    torch::Tensor m_context;
    std::vector<std::unique_ptr<Block>> m_blocks;
};

}  // namespace destudio::diffusion

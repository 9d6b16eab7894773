// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/cross_attention_recorder.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "core/nn/functional/layers.h"

namespace destudio::diffusion {

namespace {

constexpr std::int64_t kMaxScoreBytes = 64LL << 20;
const std::string kAttention = "attn2";
const std::string kNorm = "norm2";

/// The pyramid level whose resolution a module of diffusers' names works at: attention stands before a down-sampler and
/// before an up-sampler.
std::size_t level_of(const std::string& path, std::size_t levels) {
    const auto number_after = [&path](const std::string& prefix) {
        return static_cast<std::size_t>(std::stoul(path.substr(prefix.size())));
    };
    if (path.starts_with("down_blocks.")) {
        return number_after("down_blocks.");
    }
    return path.starts_with("up_blocks.") ? levels - 1 - number_after("up_blocks.") : levels - 1;
}

torch::Tensor projected(const torch::Tensor& input, const torch::Tensor& weight, const torch::Tensor& bias) {
    const auto wide = torch::matmul(input.to(torch::kFloat32), weight.to(torch::kFloat32).t());
    return bias.defined() ? wide + bias.to(torch::kFloat32) : wide;
}

/// [S,heads*d] to [heads,S,d].
torch::Tensor split_heads(const torch::Tensor& tensor, std::int64_t heads) {
    return tensor.reshape({tensor.size(0), heads, -1}).transpose(0, 1).contiguous();
}

}  // namespace

struct CrossAttentionRecorder::Block {
    std::size_t level = 0;
    std::int64_t heads = 1;
    std::shared_ptr<nn::ObservableModule> norm;
    torch::Tensor to_q;  ///< [width,width]
    torch::Tensor q_bias;
    torch::Tensor keys;  ///< [heads,S,d]: the context does not change
    torch::Tensor sum;   ///< [h*w,S]
    int calls = 0;
};

CrossAttentionRecorder::CrossAttentionRecorder(nn::Unet2dCondition& unet, const torch::Tensor& context)
    : m_context(context) {
    const torch::NoGradGuard no_grad;
    const auto modules = unet.named_modules({}, false);
    const auto& config = unet.config();
    for (const auto& item : modules) {
        const std::string& path = item.key();
        if (!path.ends_with("." + kAttention)) {
            continue;
        }
        auto block = std::make_unique<Block>();
        block->level = level_of(path, config.levels());
        block->heads = config.attention_head_dim[block->level];
        block->norm = std::dynamic_pointer_cast<nn::ObservableModule>(
            modules[path.substr(0, path.size() - kAttention.size()) + kNorm]);
        const auto parameters = item.value()->named_parameters();
        const auto optional = [&parameters](const std::string& name) {
            const auto* found = parameters.find(name);
            return found != nullptr ? *found : torch::Tensor();
        };
        block->to_q = parameters["to_q.weight"];
        block->q_bias = optional("to_q.bias");
        block->keys =
            split_heads(projected(context[0], parameters["to_k.weight"], optional("to_k.bias")), block->heads);
        m_blocks.push_back(std::move(block));
    }
    for (const auto& block : m_blocks) {
        block->norm->observe([this, target = block.get()](const torch::Tensor& normed) { record(*target, normed); });
    }
}

CrossAttentionRecorder::~CrossAttentionRecorder() {
    for (const auto& block : m_blocks) {
        block->norm->observe({});
    }
}

void CrossAttentionRecorder::record(Block& block, const torch::Tensor& normed) {
    TORCH_CHECK(normed.size(0) == 1, "cross-attention is recorded for one picture at a time");
    const torch::NoGradGuard no_grad;
    const auto query = split_heads(projected(normed[0], block.to_q, block.q_bias), block.heads);
    const auto scale = 1.0 / std::sqrt(static_cast<double>(query.size(2)));
    const auto pixels = query.size(1);
    const auto row_bytes = block.heads * block.keys.size(1) * static_cast<std::int64_t>(sizeof(float));
    const auto rows = std::max<std::int64_t>(1, kMaxScoreBytes / row_bytes);
    std::vector<torch::Tensor> parts;
    for (std::int64_t first = 0; first < pixels; first += rows) {
        const auto some = query.slice(1, first, std::min(pixels, first + rows));
        parts.push_back(torch::softmax(torch::bmm(some * scale, block.keys.transpose(1, 2)), -1).mean(0).cpu());
    }
    const auto probabilities = torch::cat(parts);
    block.sum = block.sum.defined() ? block.sum + probabilities : probabilities;
    ++block.calls;
}

std::vector<CrossAttentionLevel> CrossAttentionRecorder::levels(std::int64_t latent_height,
                                                                std::int64_t latent_width) const {
    std::map<std::size_t, std::vector<torch::Tensor>> by_level;
    for (const auto& block : m_blocks) {
        if (block->calls > 0) {
            by_level[block->level].push_back(block->sum / block->calls);
        }
    }
    std::vector<CrossAttentionLevel> result;
    for (const auto& [level, maps] : by_level) {
        const auto divisor = std::int64_t{1} << level;
        const auto height = (latent_height + divisor - 1) / divisor;
        const auto width = (latent_width + divisor - 1) / divisor;
        result.push_back({divisor, torch::stack(maps).mean(0).t().reshape({-1, height, width}).contiguous()});
    }
    return result;
}

}  // namespace destudio::diffusion

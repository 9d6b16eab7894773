// SPDX-License-Identifier: Apache-2.0
#include "core/detection/common/image_mask.h"

#include "core/nn/torch.h"

#include <algorithm>

namespace destudio::detection {

namespace {

/// floor(i * from / to) for i in [0, to), computed in float32 as torch's nearest interpolation does.
torch::Tensor nearest_indices(std::int64_t from, std::int64_t to, torch::Device device) {
    std::vector<std::int64_t> indices;
    indices.reserve(static_cast<std::size_t>(to));
    const float scale = static_cast<float>(from) / static_cast<float>(to);
    for (std::int64_t i = 0; i < to; ++i) {
        indices.push_back(std::min(static_cast<std::int64_t>(static_cast<float>(i) * scale), from - 1));
    }
    return torch::tensor(indices, torch::kLong).to(device);
}

}  // namespace

Size padded_batch_size(const std::vector<Size>& images, int divisibility) {
    Size padded;
    for (const Size& image : images) {
        padded.width = std::max(padded.width, image.width);
        padded.height = std::max(padded.height, image.height);
    }
    const auto round_up = [divisibility](int value) {
        return (value + divisibility - 1) / divisibility * divisibility;
    };
    return {round_up(padded.width), round_up(padded.height)};
}

torch::Tensor make_image_mask(const std::vector<Size>& images, Size padded, bool training) {
    const auto count = static_cast<std::int64_t>(images.size());
    if (count == 1 && !training) {
        return torch::zeros({1, padded.height, padded.width}, torch::kBool);
    }
    auto mask = torch::ones({count, padded.height, padded.width}, torch::kBool);
    for (std::int64_t i = 0; i < count; ++i) {
        const Size& image = images[static_cast<std::size_t>(i)];
        mask[i].narrow(0, 0, image.height).narrow(1, 0, image.width).fill_(false);
    }
    return mask;
}

torch::Tensor downsample_mask(const torch::Tensor& image_mask, LevelShape shape) {
    const auto rows = nearest_indices(image_mask.size(1), shape.height, image_mask.device());
    const auto columns = nearest_indices(image_mask.size(2), shape.width, image_mask.device());
    return image_mask.index_select(1, rows).index_select(2, columns);
}

torch::Tensor valid_ratios(const std::vector<torch::Tensor>& level_masks) {
    std::vector<torch::Tensor> ratios;
    for (const torch::Tensor& mask : level_masks) {
        const auto free = mask.logical_not();
        const auto height = free.select(2, 0).sum(1).to(torch::kFloat) / static_cast<double>(mask.size(1));
        const auto width = free.select(1, 0).sum(1).to(torch::kFloat) / static_cast<double>(mask.size(2));
        ratios.push_back(torch::stack({width, height}, -1));
    }
    return torch::stack(ratios, 1);
}

}  // namespace destudio::detection

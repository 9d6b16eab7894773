// SPDX-License-Identifier: Apache-2.0
#include "core/detection/faster_rcnn/image_transform.h"

#include "core/nn/torch.h"

#include <algorithm>
#include <cmath>

namespace destudio::detection {

namespace {

constexpr int kBatchMultiple = 32;

torch::Tensor channel_values(const std::array<double, 3>& values, const torch::Tensor& like) {
    return torch::tensor(std::vector<double>(values.begin(), values.end()), like.options()).view({3, 1, 1});
}

}  // namespace

Size ImageTransform::resized(Size image) const {
    // The factor is a float there, and the product is rounded down in double precision.
    const float factor =
        std::min(static_cast<float>(min_size) / static_cast<float>(std::min(image.width, image.height)),
                 static_cast<float>(max_size) / static_cast<float>(std::max(image.width, image.height)));
    const auto side = [factor](int length) {
        return std::max(1, static_cast<int>(std::floor(static_cast<double>(length) * static_cast<double>(factor))));
    };
    return {side(image.width), side(image.height)};
}

TransformedImages transform_images(const std::vector<torch::Tensor>& images, const ImageTransform& transform) {
    TransformedImages result;
    std::vector<torch::Tensor> resized;
    Size largest;
    for (const torch::Tensor& image : images) {
        const Size size = transform.resized({static_cast<int>(image.size(2)), static_cast<int>(image.size(1))});
        const auto normalised =
            (image - channel_values(transform.mean, image)) / channel_values(transform.deviation, image);
        resized.push_back(torch::upsample_bilinear2d(normalised.unsqueeze(0), at::IntArrayRef{size.height, size.width},
                                                     /*align_corners=*/false));
        result.sizes.push_back(size);
        largest = {std::max(largest.width, size.width), std::max(largest.height, size.height)};
    }
    const auto up = [](int side) { return (side + kBatchMultiple - 1) / kBatchMultiple * kBatchMultiple; };
    result.batch = torch::zeros({static_cast<std::int64_t>(images.size()), 3, up(largest.height), up(largest.width)},
                                images.front().options());
    for (std::size_t i = 0; i < resized.size(); ++i) {
        result.batch[static_cast<std::int64_t>(i)]
            .slice(1, 0, resized[i].size(2))
            .slice(2, 0, resized[i].size(3))
            .copy_(resized[i].squeeze(0));
    }
    return result;
}

torch::Tensor resize_boxes(const torch::Tensor& boxes, Size from, Size to) {
    const double x = static_cast<double>(to.width) / from.width;
    const double y = static_cast<double>(to.height) / from.height;
    return boxes * torch::tensor({x, y, x, y}, boxes.options());
}

}  // namespace destudio::detection

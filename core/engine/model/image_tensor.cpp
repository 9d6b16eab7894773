// SPDX-License-Identifier: Apache-2.0
#include "core/engine/model/image_tensor.h"

#include <algorithm>

#include "core/nn/torch.h"

namespace destudio {

torch::Tensor to_tensor(const cv::Mat& rgb) {
    const cv::Mat whole = rgb.isContinuous() ? rgb : rgb.clone();
    const auto bytes = torch::from_blob(whole.data, {1, whole.rows, whole.cols, 3}, torch::kUInt8);
    return bytes.permute({0, 3, 1, 2}).to(torch::kFloat32).div(127.5).sub(1).contiguous();
}

cv::Mat to_image(const torch::Tensor& tensor) {
    const auto bytes =
        tensor.div(2).add(0.5).clamp(0, 1).mul(255).round().to(torch::kUInt8).permute({1, 2, 0}).contiguous().cpu();
    cv::Mat rgb(static_cast<int>(bytes.size(0)), static_cast<int>(bytes.size(1)), CV_8UC3);
    std::copy_n(bytes.data_ptr<std::uint8_t>(), bytes.numel(), rgb.data);
    return rgb;
}

}  // namespace destudio

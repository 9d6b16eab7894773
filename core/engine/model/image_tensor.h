// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core/mat.hpp>

namespace at {
class Tensor;
}

namespace destudio {

/// RGB bytes to [1,3,H,W] float32 in [-1,1]. @param rgb CV_8UC3
at::Tensor to_tensor(const cv::Mat& rgb);
/// [3,H,W] in [-1,1], clamped, to RGB bytes (CV_8UC3), rounded as diffusers rounds.
cv::Mat to_image(const at::Tensor& tensor);

}  // namespace destudio

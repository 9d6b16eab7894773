// SPDX-License-Identifier: Apache-2.0
#include "core/verify/diffusion_cases.h"

namespace destudio::verify {

torch::Tensor image_from_bytes(const torch::Tensor& bytes) {
    return bytes.permute({0, 3, 1, 2}).to(torch::kFloat32) / 255.0 * 2.0 - 1.0;
}

torch::Tensor recorded_image(const GoldenRecording& golden, const std::string& prefix, Checks& checks) {
    if (!golden.has(prefix + ".image_u8")) {
        return golden[prefix + ".image"];
    }
    const auto image = image_from_bytes(golden[prefix + ".image_u8"]);
    golden.compare(checks, prefix + ".image", image);
    return image;
}

void compare_pyramid(const GoldenRecording& golden, const std::string& prefix, const nn::FeatureLevels& pyramid,
                     Checks& checks) {
    for (std::size_t level = 0; level < pyramid.levels.size(); ++level) {
        golden.compare(checks, prefix + ".div" + std::to_string(1 << level), pyramid.levels[level]);
    }
}

}  // namespace destudio::verify

// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/euler_ancestral_scheduler.h"

#include <cmath>

namespace destudio::diffusion {

SchedulerStep EulerAncestralScheduler::step(const torch::Tensor& model_output, std::size_t position,
                                            const torch::Tensor& sample, const torch::Tensor& variance_noise) {
    const double from = sigmas()[position];
    const double to = sigmas()[position + 1];
    const torch::Tensor x0 = predicted_x0(model_output, position, sample);
    const torch::Tensor derivative = (sample - x0) / from;
    const double up = std::sqrt(to * to * (from * from - to * to) / (from * from));
    const double down = std::sqrt(to * to - up * up);
    torch::Tensor next = sample + (down - from) * derivative;
    if (up > 0 && variance_noise.defined()) {
        next = next + up * variance_noise;
    }
    return {next, x0};
}

}  // namespace destudio::diffusion

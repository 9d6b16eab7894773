// SPDX-License-Identifier: Apache-2.0
#include "core/training/distillation/consistency_math.h"

#include <cmath>

#include "core/diffusion/lcm_scheduler.h"

namespace destudio::training {

namespace {

using diffusion::NoiseSchedule;

diffusion::CleanAndNoise row_parts(const NoiseSchedule& schedule, const torch::Tensor& output, const torch::Tensor& z,
                                   std::size_t row, std::int64_t timestep) {
    const double a = schedule.alphas_cumprod()[static_cast<std::size_t>(timestep)];
    const auto index = static_cast<std::int64_t>(row);
    return diffusion::clean_and_noise(schedule.config().prediction_type, output.select(0, index), z.select(0, index),
                                      std::sqrt(a), std::sqrt(1.0 - a));
}

}  // namespace

torch::Tensor consistency_output(const NoiseSchedule& schedule, const torch::Tensor& model_output,
                                 const torch::Tensor& z, const std::vector<std::int64_t>& timesteps) {
    std::vector<torch::Tensor> rows;
    for (std::size_t i = 0; i < timesteps.size(); ++i) {
        const auto weights =
            diffusion::consistency_boundary(static_cast<double>(timesteps[i]), schedule.config().timestep_scaling);
        const auto x0 = row_parts(schedule, model_output, z, i, timesteps[i]).x0;
        rows.push_back(weights.skip * z.select(0, static_cast<std::int64_t>(i)) + weights.out * x0);
    }
    return torch::stack(rows);
}

torch::Tensor ddim_jump(const NoiseSchedule& schedule, const torch::Tensor& model_output, const torch::Tensor& z,
                        const std::vector<std::int64_t>& from, const std::vector<std::int64_t>& to) {
    std::vector<torch::Tensor> rows;
    for (std::size_t i = 0; i < from.size(); ++i) {
        const auto [x0, noise] = row_parts(schedule, model_output, z, i, from[i]);
        const double a = schedule.alphas_cumprod()[static_cast<std::size_t>(to[i])];
        rows.push_back(std::sqrt(a) * x0 + std::sqrt(1.0 - a) * noise);
    }
    return torch::stack(rows);
}

torch::Tensor solve_ode(const NoiseSchedule& schedule, const PredictBatch& teacher, const torch::Tensor& z,
                        const std::vector<std::int64_t>& from, const std::vector<std::int64_t>& to, int steps) {
    torch::Tensor here = z;
    std::vector<std::int64_t> at = from;
    for (int step = 1; step <= steps; ++step) {
        std::vector<std::int64_t> next;
        for (std::size_t i = 0; i < from.size(); ++i) {
            next.push_back(from[i] + (to[i] - from[i]) * step / steps);
        }
        here = ddim_jump(schedule, teacher(here, at), here, at, next);
        at = next;
    }
    return here;
}

torch::Tensor pseudo_huber(const torch::Tensor& a, const torch::Tensor& b, double delta) {
    return (((a - b).square() + delta * delta).sqrt() - delta).mean();
}

}  // namespace destudio::training

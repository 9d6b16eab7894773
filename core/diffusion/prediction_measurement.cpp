// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/prediction_measurement.h"

#include <cmath>

#include "core/diffusion/stable_diffusion_bundle.h"

namespace destudio::diffusion {

namespace {

constexpr std::int64_t kLatentSide = 32;
constexpr std::uint64_t kSeed = 20;

/// A bright disc on a ground that changes slowly: [1,3,side,side] in [-1,1].
torch::Tensor known_picture(std::int64_t side) {
    const auto line = torch::linspace(-1, 1, side);
    const auto x = line.view({1, side}).expand({side, side});
    const auto y = line.view({side, 1}).expand({side, side});
    const auto disc = (x * x + y * y).lt(0.3).to(torch::kFloat32);
    const auto red = 0.6 * x + disc * (0.8 - 0.6 * x);
    const auto green = 0.4 * y + disc * (0.2 - 0.4 * y);
    const auto blue = -0.3 * x - 0.3 * y - disc * 0.4;
    return torch::stack({red, green, blue}).unsqueeze(0).clamp(-1, 1).contiguous();
}

double relative_error(const torch::Tensor& found, const torch::Tensor& wanted) {
    return ((found - wanted).square().mean() / wanted.square().mean().clamp_min(1e-12)).item<double>();
}

}  // namespace

PredictionErrors measure_prediction(StableDiffusionBundle& bundle) {
    const torch::NoGradGuard no_grad;
    const auto z0 = bundle.encode_image(known_picture(kLatentSide * bundle.factor()));
    auto generator = torch::make_generator<torch::CPUGeneratorImpl>(kSeed);
    const auto noise = torch::randn(z0.sizes(), generator, torch::kFloat32).to(z0.device());
    const auto& alphas = bundle.schedule().alphas_cumprod();
    const auto middle = static_cast<std::int64_t>(alphas.size() / 2);
    const auto time = torch::full({1}, middle, torch::kInt64);
    const auto noisy = bundle.schedule().add_noise(z0, noise, time);
    const auto output =
        bundle.predict_noise(noisy, time.to(torch::kFloat32), bundle.encode_prompts({""})).sample.to(z0.device());
    const double signal = std::sqrt(alphas[static_cast<std::size_t>(middle)]);
    const double spread = std::sqrt(1 - alphas[static_cast<std::size_t>(middle)]);
    return {relative_error((noisy - spread * output) / signal, z0),
            relative_error(signal * noisy - spread * output, z0)};
}

}  // namespace destudio::diffusion

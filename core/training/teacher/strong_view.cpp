// SPDX-License-Identifier: Apache-2.0
#include "core/training/teacher/strong_view.h"

#include <array>
#include <cmath>
#include <vector>

namespace destudio::training {

namespace {

constexpr double kJitterChance = 0.8;
constexpr double kJitter = 0.4;  // of brightness, contrast and saturation
constexpr double kHueJitter = 0.1;
constexpr double kGreyChance = 0.2;
constexpr double kBlurChance = 0.5;
constexpr int kErasingTries = 10;

/// A rectangle that may be covered.
struct Erasing {
    double chance;
    double least_area;  ///< share of the picture
    double most_area;
    double least_aspect;  ///< height / width
    double most_aspect;
};
constexpr std::array<Erasing, 3> kErasings{
    {{0.7, 0.05, 0.2, 0.3, 3.3}, {0.5, 0.02, 0.2, 0.1, 6.0}, {0.3, 0.02, 0.2, 0.05, 8.0}}};

/// [1,H,W]
torch::Tensor grey_of(const torch::Tensor& rgb) {
    return (rgb[0] * 0.299 + rgb[1] * 0.587 + rgb[2] * 0.114).unsqueeze(0);
}

torch::Tensor away_from(const torch::Tensor& other, const torch::Tensor& rgb, double factor) {
    return (rgb * factor + other * (1 - factor)).clamp(0, 1);
}

double jitter_factor(Random& random) {
    return random.uniform(1 - kJitter, 1 + kJitter);
}

torch::Tensor jittered(const torch::Tensor& rgb, Random& random) {
    auto moved = away_from(torch::zeros_like(rgb), rgb, jitter_factor(random));
    moved = away_from(grey_of(moved).mean(), moved, jitter_factor(random));
    moved = away_from(grey_of(moved), moved, jitter_factor(random));
    return with_moved_hue(moved, random.uniform(-kHueJitter, kHueJitter));
}

torch::Tensor blurred(const torch::Tensor& rgb, double sigma) {
    const auto radius = static_cast<std::int64_t>(std::ceil(3 * sigma));
    const auto offsets = torch::arange(-radius, radius + 1, torch::kFloat32);
    auto kernel = (offsets * offsets / (-2 * sigma * sigma)).exp();
    kernel = kernel / kernel.sum();
    const auto padded = torch::replication_pad2d(rgb.unsqueeze(1), {radius, radius, radius, radius});
    const auto along_rows = torch::conv2d(padded, kernel.view({1, 1, 1, -1}));
    return torch::conv2d(along_rows, kernel.view({1, 1, -1, 1})).squeeze(1);
}

void erase(torch::Tensor& rgb, const Erasing& erasing, Random& random) {
    const std::int64_t height = rgb.size(1);
    const std::int64_t width = rgb.size(2);
    for (int i = 0; i < kErasingTries; ++i) {
        const double area = static_cast<double>(height * width) * random.uniform(erasing.least_area, erasing.most_area);
        const double aspect = std::exp(random.uniform(std::log(erasing.least_aspect), std::log(erasing.most_aspect)));
        const auto h = static_cast<std::int64_t>(std::lround(std::sqrt(area * aspect)));
        const auto w = static_cast<std::int64_t>(std::lround(std::sqrt(area / aspect)));
        if (h < 1 || w < 1 || h >= height || w >= width) {
            continue;
        }
        const std::int64_t top = random.integer(0, height - h);
        const std::int64_t left = random.integer(0, width - w);
        torch::Generator noise = torch::make_generator<torch::CPUGeneratorImpl>(random.next());
        rgb.slice(1, top, top + h).slice(2, left, left + w).copy_(torch::rand({3, h, w}, noise));
        return;
    }
}

}  // namespace

torch::Tensor with_moved_hue(const torch::Tensor& rgb, double share) {
    const auto most = rgb.amax(0);
    const auto spread = most - rgb.amin(0);
    const auto safe = spread.clamp_min(1e-12);
    const auto& r = rgb[0];
    const auto& g = rgb[1];
    const auto& b = rgb[2];
    const auto sixth =
        torch::where(most == r, (g - b) / safe, torch::where(most == g, (b - r) / safe + 2, (r - g) / safe + 4)) +
        6 * share;
    std::vector<torch::Tensor> channels;
    for (const double corner : {5.0, 3.0, 1.0}) {
        const auto k = (sixth + corner).remainder(6);
        channels.push_back(most - spread * torch::minimum(k, 4 - k).clamp(0, 1));
    }
    return torch::stack(channels).clamp(0, 1);
}

torch::Tensor strong_view(const torch::Tensor& picture, Random& random) {
    const torch::NoGradGuard no_grad;
    auto rgb = (picture + 1) / 2;
    if (random.chance(kJitterChance)) {
        rgb = jittered(rgb, random);
    }
    if (random.chance(kGreyChance)) {
        rgb = grey_of(rgb).repeat({3, 1, 1});
    }
    if (random.chance(kBlurChance)) {
        rgb = blurred(rgb, random.uniform(0.1, 2));
    }
    for (const Erasing& erasing : kErasings) {
        if (random.chance(erasing.chance)) {
            erase(rgb, erasing, random);
        }
    }
    return rgb.clamp(0, 1) * 2 - 1;  // a blur may round upwards
}

torch::Tensor strong_views(const torch::Tensor& pictures, Random& random) {
    std::vector<torch::Tensor> views;
    for (std::int64_t i = 0; i < pictures.size(0); ++i) {
        views.push_back(strong_view(pictures[i], random));
    }
    return torch::stack(views);
}

}  // namespace destudio::training

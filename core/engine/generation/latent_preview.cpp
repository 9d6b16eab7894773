// SPDX-License-Identifier: Apache-2.0
#include "core/engine/generation/latent_preview.h"

#include "core/diffusion/stable_diffusion_bundle.h"
#include "core/engine/model/image_tensor.h"

namespace destudio {

namespace {

/// [1,C,h,w] to [h*w,C+1]
torch::Tensor with_bias(const torch::Tensor& latent) {
    const auto rows = latent.flatten(2).squeeze(0).t();
    return torch::cat({rows, torch::ones({rows.size(0), 1})}, 1);
}

}  // namespace

LatentPreview::LatentPreview(diffusion::StableDiffusionBundle& bundle) {
    constexpr std::int64_t kPatches = 12;
    constexpr std::int64_t kPatch = 2;  // latent pixels, so that borders weigh less
    const auto generator = torch::make_generator<torch::CPUGeneratorImpl>(std::uint64_t{20});
    const auto colors = torch::rand({1, 3, kPatches, kPatches}, generator, torch::kFloat32).mul(2).sub(1);
    const auto enlarged = [&](std::int64_t factor) {
        return colors.repeat_interleave(factor, 2).repeat_interleave(factor, 3);
    };
    const auto latent = bundle.encode_image(enlarged(kPatch * bundle.factor())).cpu();
    const auto x = with_bias(latent);
    const auto y = enlarged(kPatch).flatten(2).squeeze(0).t();
    // Ridge regression: a latent channel that says nothing about color must not blow up.
    const auto gram = x.t().mm(x).add(torch::eye(x.size(1)), 1e-2 * static_cast<double>(x.size(0)));
    m_map = torch::linalg_solve(gram, x.t().mm(y));
}

cv::Mat LatentPreview::render(const torch::Tensor& latent) const {
    const auto local = latent.cpu().to(torch::kFloat32);
    const auto colors = with_bias(local).mm(m_map).t().reshape({3, local.size(2), local.size(3)});
    return to_image(colors);
}

}  // namespace destudio

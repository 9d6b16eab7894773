// SPDX-License-Identifier: Apache-2.0
#include "core/training/base_model/base_samples.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "core/diffusion/image_to_image.h"
#include "core/diffusion/stable_diffusion_bundle.h"
#include "core/training/base_model/picture_batch.h"

namespace destudio::training {

namespace {

constexpr std::uint64_t kSampledPictures = 4;
constexpr std::array<double, 4> kSampledRatios = {0.3, 0.5, 0.7, 1.0};
constexpr int kSampleSteps = 20;

std::uint64_t sampled(const CaptionedSource& pictures) {
    return pictures.count() == 0 ? kSampledPictures : std::min(kSampledPictures, pictures.count());
}

/// @param image [3,H,W] in [-1,1] on any device
CaptionedPicture to_picture(const torch::Tensor& image, const std::string& caption) {
    const torch::Tensor bytes =
        image.detach().to(torch::kCPU, torch::kFloat32).clamp(-1, 1).add(1).mul(127.5).round().to(torch::kUInt8);
    const torch::Tensor rows = bytes.permute({1, 2, 0}).contiguous();
    CaptionedPicture picture{static_cast<int>(rows.size(1)), static_cast<int>(rows.size(0)), {}, caption};
    const auto* first = rows.data_ptr<std::uint8_t>();
    picture.rgb.assign(first, first + rows.numel());
    return picture;
}

}  // namespace

SampleSheet autoencoder_samples(const CaptionedSource& pictures, nn::AutoencoderKl& model, torch::Device device,
                                std::int64_t step) {
    const torch::NoGradGuard no_grad;
    SampleSheet sheet{"autoencoder", step, {"picture", "decoded"}, {}};
    for (std::uint64_t i = 0; i < sampled(pictures); ++i) {
        const PictureBatch picture = picture_batch(pictures, i, 1);
        const torch::Tensor decoded = model.decode(nn::moments_mean(model.encode_moments(picture.images.to(device))));
        sheet.cells.push_back(to_picture(picture.images[0], picture.captions[0]));
        sheet.cells.push_back(to_picture(decoded[0], picture.captions[0]));
    }
    return sheet;
}

SampleSheet diffusion_samples(const BaseTrainingRun& run, std::int64_t step) {
    const torch::NoGradGuard no_grad;
    diffusion::BundleLoadOptions options;
    options.device = run.device;
    diffusion::StableDiffusionBundle bundle(run.bundle(), options);
    const CaptionedSource& pictures = *run.pictures.held_out;
    SampleSheet sheet{"diffusion", step, {"picture"}, {}};
    diffusion::ImageToImageRequest request;
    for (const double ratio : kSampledRatios) {
        std::array<char, 8> text{};
        std::snprintf(text.data(), text.size(), "%.2f", ratio);
        sheet.columns.emplace_back(text.data());
        request.rungs.push_back({ratio, run.recipe.seed});
    }
    request.options.steps = kSampleSteps;
    request.guidance.scale = std::max(1.0, run.recipe.guidance_scale);
    request.collect_features = false;
    for (std::uint64_t i = 0; i < sampled(pictures); ++i) {
        const PictureBatch picture = picture_batch(pictures, i, 1);
        request.image = picture.images;
        request.prompt = picture.captions[0];
        const std::size_t first = sheet.cells.size();
        sheet.cells.resize(first + sheet.columns.size());
        sheet.cells[first] = to_picture(picture.images[0], picture.captions[0]);
        diffusion::ImageToImage(bundle).run(
            request, StopTokens(run.stop), {}, [&](std::size_t rung, const diffusion::ImageToImageResult& result) {
                sheet.cells[first + 1 + rung] = to_picture(result.image, picture.captions[0]);
            });
    }
    return sheet;
}

}  // namespace destudio::training

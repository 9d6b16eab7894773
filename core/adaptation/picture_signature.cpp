// SPDX-License-Identifier: Apache-2.0
#include "core/adaptation/picture_signature.h"

#include "core/nn/torch.h"

#include <cmath>
#include <opencv2/imgproc.hpp>

#include "core/diffusion/stable_diffusion_bundle.h"
#include "core/engine/model/bundle_info.h"
#include "core/engine/model/image_tensor.h"
#include "core/engine/model/model_options.h"
#include "core/engine/recipe/reference_preparation.h"
#include "core/training/detector/adapter_inputs.h"

namespace destudio::adaptation {

namespace {

constexpr int kSignatureSide = 32;
constexpr std::int64_t kFeatureParts = 2;  ///< of each side
constexpr std::int64_t kSignatureTimestep = 1;
constexpr std::uint64_t kSignatureSeed = 0x51607;

cv::Mat to_square(const PictureSignature& signature) {
    return cv::Mat(kSignatureSide, kSignatureSide, CV_32FC3, const_cast<float*>(signature.pixels.data())).clone();
}

std::vector<float> pixels_of(const cv::Mat& square) {
    const cv::Mat whole = square.isContinuous() ? square : square.clone();
    const float* first = whole.ptr<float>(0);
    return {first, first + whole.total() * 3};
}

}  // namespace

double pixel_distance(const PictureSignature& a, const PictureSignature& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i) {
        const double difference = a.pixels[i] - b.pixels[i];
        sum += difference * difference;
    }
    return std::sqrt(sum / static_cast<double>(a.pixels.size()));
}

double feature_distance(const PictureSignature& a, const PictureSignature& b) {
    double product = 0;
    for (std::size_t i = 0; i < a.features.size(); ++i) {
        product += static_cast<double>(a.features[i]) * b.features[i];
    }
    return 1 - product;
}

std::array<PictureSignature, 8> turned(const PictureSignature& signature) {
    std::array<PictureSignature, 8> all;
    cv::Mat square = to_square(signature);
    for (std::size_t turn = 0; turn < 4; ++turn) {
        cv::Mat mirrored;
        cv::flip(square, mirrored, 1);
        all[turn].pixels = pixels_of(square);
        all[turn + 4].pixels = pixels_of(mirrored);
        cv::Mat next;
        cv::rotate(square, next, cv::ROTATE_90_CLOCKWISE);
        square = next;
    }
    return all;
}

class SignatureMaker::Impl {
public:
    Impl(const std::filesystem::path& bundle, const std::string& device, const std::string& dtype)
        : m_native(read_bundle_info(bundle).native_size),
          m_bundle(bundle, load_options(bundle, device, dtype)),
          m_inputs(m_bundle, kSignatureTimestep, kSignatureTimestep) {}

    PictureSignature make(const cv::Mat& rgb, const Box& part) {
        const torch::NoGradGuard no_grad;
        const cv::Mat square = prepare_reference(rgb, {part, m_native});
        PictureSignature signature;
        cv::Mat small;
        cv::resize(square, small, {kSignatureSide, kSignatureSide}, 0, 0, cv::INTER_AREA);
        cv::Mat numbers;
        small.convertTo(numbers, CV_32FC3);
        signature.pixels = pixels_of(numbers);

        torch::Generator generator = torch::make_generator<torch::CPUGeneratorImpl>(kSignatureSeed);
        std::vector<torch::Tensor> parts;
        for (const auto& [name, level] : m_inputs.for_evaluation(to_tensor(square), {}, generator)) {
            const torch::Tensor pooled =
                torch::adaptive_avg_pool2d(level.to(torch::kCPU, torch::kFloat32), {kFeatureParts, kFeatureParts});
            // Each level counts alike, whatever its number of channels.
            parts.push_back(pooled.flatten() / pooled.norm().clamp_min(1e-12));
        }
        const torch::Tensor all = torch::cat(parts);
        const torch::Tensor unit = (all / all.norm().clamp_min(1e-12)).contiguous();
        signature.features.assign(unit.data_ptr<float>(), unit.data_ptr<float>() + unit.numel());
        return signature;
    }

private:
    Size m_native;
    diffusion::StableDiffusionBundle m_bundle;
    training::AdapterInputs m_inputs;
};

SignatureMaker::SignatureMaker(const std::filesystem::path& bundle, const std::string& device, const std::string& dtype)
    : m_impl(std::make_unique<Impl>(bundle, device, dtype)) {}
SignatureMaker::~SignatureMaker() = default;

PictureSignature SignatureMaker::make(const cv::Mat& rgb, const Box& part) {
    return m_impl->make(rgb, part);
}

}  // namespace destudio::adaptation

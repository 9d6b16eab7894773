// SPDX-License-Identifier: Apache-2.0
#include "core/adaptation/picture_labeller.h"

#include "core/nn/torch.h"

#include <opencv2/imgproc.hpp>

#include "core/base/error.h"
#include "core/detection/adapter.h"
#include "core/diffusion/stable_diffusion_bundle.h"
#include "core/engine/model/image_tensor.h"
#include "core/engine/model/model_options.h"
#include "core/engine/recipe/reference_preparation.h"
#include "core/training/detector/adapter_inputs.h"

namespace destudio::adaptation {

namespace {

constexpr std::int64_t kLabelTimestep = 1;
constexpr std::uint64_t kLabelNoiseSeed = 0x1abe1;

std::filesystem::path adapter_of(const LabellerOptions& options) {
    return options.adapter.empty() ? options.bundle / "adapter" : options.adapter;
}

BundleInfo info_with_adapter(const LabellerOptions& options) {
    BundleInfo info = read_bundle_info(options.bundle, options.adapter);
    if (!info.has_adapter) {
        throw UsageError(options.bundle.string() + " has no adapter, so it cannot label. Choose or train one.");
    }
    return info;
}

/// To the right and below, the last pixels repeated, so that both sides are multiples of the factor.
cv::Mat padded(const cv::Mat& image, int factor) {
    const auto missing = [factor](int length) { return (factor - length % factor) % factor; };
    cv::Mat result;
    cv::copyMakeBorder(image, result, 0, missing(image.rows), 0, missing(image.cols), cv::BORDER_REPLICATE);
    return result;
}

}  // namespace

class PictureLabeller::Impl {
public:
    explicit Impl(const LabellerOptions& options)
        : m_info(info_with_adapter(options)),
          m_views(options.views),
          m_bundle(options.bundle, load_options(options.bundle, options.device, options.dtype)),
          m_adapter(detection::load_adapter(adapter_of(options))),
          m_inputs(m_bundle, kLabelTimestep, kLabelTimestep) {
        detection::check_adapter_fit(m_adapter->config(), nn::feature_channels(m_bundle.unet_config()),
                                     (adapter_of(options) / "config.json").string());
        m_adapter->to(m_bundle.device());
    }

    const BundleInfo& info() const { return m_info; }

    std::vector<Detection> label(const cv::Mat& rgb) {
        const Size picture{rgb.cols, rgb.rows};
        std::vector<ViewDetections> seen;
        for (const LabelView& view : plan_views(picture, m_info.native_size, m_info.autoencoder_factor, m_views)) {
            seen.push_back({view, look(rgb, view)});
        }
        return merge_views(seen, picture);
    }

private:
    std::vector<Detection> look(const cv::Mat& rgb, const LabelView& view) {
        const torch::NoGradGuard no_grad;
        const cv::Mat part = padded(prepare_reference(rgb, {view.part, view.size}), m_info.autoencoder_factor);
        torch::Generator generator = torch::make_generator<torch::CPUGeneratorImpl>(kLabelNoiseSeed);
        auto detections =
            m_adapter->detect(m_inputs.for_evaluation(to_tensor(part), {}, generator), view.size, view.size).at(0);
        const double sx = view.part.width() / view.size.width;
        const double sy = view.part.height() / view.size.height;
        for (Detection& found : detections) {
            const Box box = found.box;
            found.box = {view.part.x1 + box.x1 * sx, view.part.y1 + box.y1 * sy, view.part.x1 + box.x2 * sx,
                         view.part.y1 + box.y2 * sy};
            for (Ring& ring : found.outline) {
                for (Corner& corner : ring) {
                    corner = {view.part.x1 + corner.x * sx, view.part.y1 + corner.y * sy};
                }
            }
        }
        return detections;
    }

    BundleInfo m_info;
    LabelViewOptions m_views;
    diffusion::StableDiffusionBundle m_bundle;
    std::unique_ptr<detection::Adapter> m_adapter;
    training::AdapterInputs m_inputs;
};

PictureLabeller::PictureLabeller(const LabellerOptions& options) : m_impl(std::make_unique<Impl>(options)) {}
PictureLabeller::~PictureLabeller() = default;

const BundleInfo& PictureLabeller::bundle() const {
    return m_impl->info();
}

std::vector<Detection> PictureLabeller::label(const cv::Mat& rgb) {
    return m_impl->label(rgb);
}

}  // namespace destudio::adaptation

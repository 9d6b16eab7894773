// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <opencv2/core/mat.hpp>
#include <string>
#include <vector>

#include "core/adaptation/label_views.h"
#include "core/engine/model/bundle_info.h"

namespace destudio::adaptation {

/// The model that labels pictures.
struct LabellerOptions {
    std::filesystem::path bundle;
    std::filesystem::path adapter{};  ///< another folder than the bundle's own; empty: the bundle's
    std::string device = "cpu";
    std::string dtype = "auto";  ///< of the diffusion model
    LabelViewOptions views{};
};

/// Boxes on finished pictures of any size: the adapter on one-step features (t = 1), one U-Net call a view.
class PictureLabeller {
public:
    /// @throws UsageError when the bundle has no adapter; IoError, FormatError, ConfigError
    explicit PictureLabeller(const LabellerOptions& options);
    ~PictureLabeller();
    PictureLabeller(const PictureLabeller&) = delete;
    PictureLabeller& operator=(const PictureLabeller&) = delete;

    const BundleInfo& bundle() const;
    /// Everything from kMinStoredScore on, in pixels of the picture, descending score. The same picture gives the same
    /// boxes. @param rgb CV_8UC3
    std::vector<Detection> label(const cv::Mat& rgb);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace destudio::adaptation

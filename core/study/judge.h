// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <opencv2/core/mat.hpp>
#include <string>
#include <vector>

#include "core/base/detection.h"

namespace destudio::detection {
class Detector;
}

namespace destudio::study {

/// A pixel detector that looks at generated pictures and speaks of a bundle's classes.
class Judge {
public:
    /// @param classes of the bundle
    /// @throws UsageError when the folder holds an adapter, or a detector that knows none of the classes; IoError,
    ///         FormatError, ConfigError
    Judge(const std::filesystem::path& folder, const std::vector<std::string>& classes);
    ~Judge();

    /// Pixels of each side of the pictures that it was trained on; 0 when its configuration does not say.
    int image_size() const { return m_image_size; }
    /// Detections with class indices of the bundle, in pixels of the picture, which it sees at image_size().
    /// @param rgb CV_8UC3
    std::vector<Detection> look(const cv::Mat& rgb, double min_score) const;

    const detection::Detector& detector() const { return *m_detector; }

private:
    std::unique_ptr<detection::Detector> m_detector;
    int m_image_size;
    std::vector<int> m_class_of;  ///< the bundle's index of each class of the judge; -1: unknown there
};

}  // namespace destudio::study

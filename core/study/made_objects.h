// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <opencv2/core/mat.hpp>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/progress.h"
#include "core/study/gain_options.h"

namespace destudio::study {

/// An object alone: its picture and which of its pixels it covers.
struct CutOut {
    cv::Mat rgb;   ///< CV_8UC3
    cv::Mat mask;  ///< CV_8UC1 of the same size, 255 on the object
};

/// A cut-out on disk, which is read when it comes up.
struct MadeObject {
    std::filesystem::path picture;  ///< the mask lies beside it
    int label = 0;                  ///< index into the real pictures' classes
    Box box;                        ///< of the object, whole pixels of the picture

    /// @throws IoError, FormatError
    CutOut load() const;
};

/// Where the object of a picture lies.
struct ObjectPart {
    cv::Mat mask;  ///< CV_8UC1 of the picture's size, 255 on the object
    Box box;
};
/// The largest connected part of a binarised attention map, enlarged to the picture's size. Nothing where it covers
/// less than a twentieth of the picture, or nearly all of it.
std::optional<ObjectPart> largest_part(const cv::Mat& binary, Size picture);

/// Objects from text, as X-Paste (Zhao et al. 2023) makes them, with what a bundle has: it draws a picture of one class
/// from nothing, attention cut at Otsu's threshold says where the object is, and the adapter has to see the class in
/// the same place. Kept in options.variants_folder() like variants; rejected ones, too, so nothing is drawn twice.
class MadeObjects {
public:
    /// @param classes of the real pictures; those that the adapter does not know have no objects
    MadeObjects(const GainOptions& options, const std::vector<std::string>& classes)
        : m_options(options), m_classes(classes) {}

    /// Draws options.objects pictures of each class. @return the objects of those that were not rejected
    /// @throws IoError, FormatError, ConfigError, CancelledError
    std::vector<MadeObject> make(const std::stop_token& stop, const ProgressSink& progress);

private:
    const GainOptions& m_options;
    const std::vector<std::string>& m_classes;
};

}  // namespace destudio::study

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core/mat.hpp>
#include <string>
#include <vector>

#include "core/base/geometry.h"

namespace destudio {

struct LabelledBox {
    Box box;            ///< pixels of the cell's image
    std::string label;  ///< "cat 0.93"; empty: no text
    int color = 0;      ///< index into the colors of class_color(), usually the class index
};

struct ContactCell {
    cv::Mat image;  ///< RGB, CV_8UC3; empty leaves the cell blank
    std::vector<LabelledBox> boxes;
    std::string caption;  ///< one line under the image, cut to the cell's width; letters outside ASCII become '?'
};

struct ContactSheetOptions {
    int columns = 4;
    int cell_width = 256;  ///< pixels; images are scaled to this width, also up
    int gap = 8;
    std::string title;
};

/// A grid of images with boxes and captions on a light ground. @return RGB, CV_8UC3
cv::Mat make_contact_sheet(const std::vector<ContactCell>& cells, const ContactSheetOptions& options = {});

/// Boxes and labels on one image, drawn over a copy; lines and text are `scale` times their usual size.
cv::Mat draw_boxes(const cv::Mat& rgb, const std::vector<LabelledBox>& boxes, double scale = 1);

/// class_palette() as RGB.
cv::Vec3b class_color(int index);

}  // namespace destudio

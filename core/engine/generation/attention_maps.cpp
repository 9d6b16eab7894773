// SPDX-License-Identifier: Apache-2.0
#include "core/engine/generation/attention_maps.h"

#include <algorithm>
#include <cmath>

#include "core/detection/attention/attention_boxes.h"

namespace destudio {

detection::FloatMap to_float_map(const cv::Mat& map) {
    return {map.rows, map.cols, std::vector<float>(map.begin<float>(), map.end<float>())};
}

Size attention_map_size(Size picture) {
    const double scale = std::min(1.0, static_cast<double>(kLargestMap) / std::max(picture.width, picture.height));
    return {std::max(1, static_cast<int>(std::lround(picture.width * scale))),
            std::max(1, static_cast<int>(std::lround(picture.height * scale)))};
}

Box scaled(const Box& box, double width, double height) {
    return {box.x1 * width, box.y1 * height, box.x2 * width, box.y2 * height};
}

AttentionMap make_attention_map(const cv::Mat& values, int divisor, Size picture) {
    AttentionMap map;
    map.divisor = divisor;
    map.values = values;
    const Size size = attention_map_size(picture);
    const auto cut = detection::binarise_attention(to_float_map(values), size.height, size.width);
    map.binary = cv::Mat(cut.binary.height, cut.binary.width, CV_8UC1);
    std::copy(cut.binary.values.begin(), cut.binary.values.end(), map.binary.data);
    for (const Box& box : cut.boxes) {
        map.boxes.push_back(scaled(box, picture.width, picture.height));
    }
    return map;
}

}  // namespace destudio

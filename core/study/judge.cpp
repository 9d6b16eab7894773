// SPDX-License-Identifier: Apache-2.0
#include "core/study/judge.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <opencv2/imgproc.hpp>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/json_read.h"
#include "core/detection/detector_factory.h"
#include "core/engine/model/image_tensor.h"
#include "core/nn/torch.h"

namespace destudio::study {

namespace {

int trained_image_size(const std::filesystem::path& folder) {
    const auto config = read_json(folder / "config.json");
    return json_value(json_value(config, "training", nlohmann::json::object()), "image_size", 0);
}

}  // namespace

Judge::Judge(const std::filesystem::path& folder, const std::vector<std::string>& classes)
    : m_detector(detection::load_detector(folder)), m_image_size(trained_image_size(folder)) {
    if (m_detector->feature_names() != std::vector<std::string>{detection::kImageFeature}) {
        throw UsageError(folder.string() + " is an adapter; the judge has to look at pixels (train-detector).");
    }
    for (const std::string& name : m_detector->classes()) {
        const auto found = std::find(classes.begin(), classes.end(), name);
        m_class_of.push_back(found == classes.end() ? -1 : static_cast<int>(found - classes.begin()));
    }
    if (std::all_of(m_class_of.begin(), m_class_of.end(), [](int index) { return index < 0; })) {
        throw UsageError(folder.string() + ": the judge knows none of the bundle's classes.");
    }
}

Judge::~Judge() = default;

std::vector<Detection> Judge::look(const cv::Mat& rgb, double min_score) const {
    cv::Mat seen = rgb;
    const double scale = static_cast<double>(m_image_size) / std::max(rgb.cols, rgb.rows);
    if (m_image_size > 0 && scale != 1) {
        cv::resize(rgb, seen, {}, scale, scale, scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
    }
    auto detections = m_detector
                          ->detect({{detection::kImageFeature, to_tensor(seen)}}, {seen.cols, seen.rows},
                                   {rgb.cols, rgb.rows}, min_score)
                          .at(0);
    for (Detection& detection : detections) {
        detection.class_index = m_class_of.at(static_cast<std::size_t>(detection.class_index));
    }
    std::erase_if(detections, [](const Detection& detection) { return detection.class_index < 0; });
    return detections;
}

}  // namespace destudio::study

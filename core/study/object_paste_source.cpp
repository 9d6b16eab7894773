// SPDX-License-Identifier: Apache-2.0
#include "core/study/object_paste_source.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "core/base/random.h"

namespace destudio::study {

namespace {

constexpr std::int64_t kMaxPastedObjects = 5;
constexpr double kLeastVisible = 0.3;
constexpr double kShortestObject = 0.1;  // longer side, of the picture's
constexpr double kLongestObject = 0.7;
constexpr int kObjectPixels = 128;                              // of the mask, from where on a pixel is the object's
constexpr std::int64_t kCutsOfASeries = std::int64_t{1} << 40;  // that an endless one is drawn from

/// How much of each box the object covers, as a share of the box.
double covered_part(const Box& box, const cv::Mat& mask, const Box& place) {
    const Box shared = intersection(box, place);
    if (shared.empty() || box.empty()) {
        return 0;
    }
    const auto from = [](double value) { return static_cast<int>(std::lround(value)); };
    const cv::Rect there =
        cv::Rect(from(shared.x1 - place.x1), from(shared.y1 - place.y1), from(shared.width()), from(shared.height())) &
        cv::Rect(0, 0, mask.cols, mask.rows);
    return there.empty() ? 0 : cv::countNonZero(mask(there)) / box.area();
}

}  // namespace

void paste_object(const CutOut& object, int label, const Box& place, training::TrainingImage& onto) {
    const cv::Rect there(static_cast<int>(place.x1), static_cast<int>(place.y1), static_cast<int>(place.width()),
                         static_cast<int>(place.height()));
    cv::Mat rgb;
    cv::Mat mask;
    const int how = there.width < object.rgb.cols ? cv::INTER_AREA : cv::INTER_LINEAR;
    cv::resize(object.rgb, rgb, there.size(), 0, 0, how);
    cv::resize(object.mask, mask, there.size(), 0, 0, how);
    mask = mask >= kObjectPixels;
    cv::Mat picture(onto.size, onto.size, CV_8UC3, onto.rgb.data());
    rgb.copyTo(picture(there), mask);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < onto.boxes.size(); ++i) {
        if (covered_part(onto.boxes[i], mask, place) <= 1 - kLeastVisible) {
            onto.boxes[kept] = onto.boxes[i];
            onto.labels[kept++] = onto.labels[i];
        }
    }
    onto.boxes.resize(kept);
    onto.labels.resize(kept);
    onto.boxes.push_back(place);
    onto.labels.push_back(label);
}

ObjectPasteSource::ObjectPasteSource(const training::TrainingImageSource& base, const std::vector<MadeObject>& objects,
                                     std::uint64_t seed)
    : m_base(base), m_seed(seed) {
    std::map<int, std::vector<MadeObject>> by_label;
    for (const MadeObject& object : objects) {
        by_label[object.label].push_back(object);
    }
    for (auto& [label, of_class] : by_label) {
        m_by_class.push_back(std::move(of_class));
    }
}

training::TrainingImage ObjectPasteSource::get(std::uint64_t index, int size) const {
    Random random(mix_seeds(m_seed, index));
    const auto last = (m_base.count() > 0 ? static_cast<std::int64_t>(m_base.count()) : kCutsOfASeries) - 1;
    training::TrainingImage image = m_base.get(static_cast<std::uint64_t>(random.integer(0, last)), size);
    const auto one_of = [&](const auto& list) -> const auto& {
        return list[static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(list.size()) - 1))];
    };
    for (std::int64_t left = random.integer(0, kMaxPastedObjects); left > 0; --left) {
        const MadeObject& object = one_of(one_of(m_by_class));
        CutOut cut = object.load();
        if (random.chance(0.5)) {
            cv::flip(cut.rgb, cut.rgb, 1);
            cv::flip(cut.mask, cut.mask, 1);
        }
        const double scale =
            size * random.uniform(kShortestObject, kLongestObject) / std::max(cut.rgb.cols, cut.rgb.rows);
        const double width = std::max(1.0, std::round(cut.rgb.cols * scale));
        const double height = std::max(1.0, std::round(cut.rgb.rows * scale));
        const auto x = static_cast<double>(random.integer(0, static_cast<std::int64_t>(size - width)));
        const auto y = static_cast<double>(random.integer(0, static_cast<std::int64_t>(size - height)));
        paste_object(cut, object.label, Box::from_xywh(x, y, width, height), image);
    }
    return image;
}

}  // namespace destudio::study

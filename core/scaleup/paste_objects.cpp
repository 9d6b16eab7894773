// SPDX-License-Identifier: Apache-2.0
#include "core/scaleup/paste_objects.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "core/base/random.h"
#include "core/engine/generation/carry_evidence.h"

namespace destudio::scaleup {

namespace {

constexpr double kSmallestObject = 6;  ///< pixels of a side; smaller cuts say nothing
constexpr double kLargestPart = 0.9;   ///< of the area that an object may take
constexpr double kMaxCovered = 0.25;   ///< of the smaller of two boxes
constexpr int kPlacesTried = 24;
constexpr double kHeightSpread = 0.15;  ///< around an object's own height, in parts of the picture
constexpr double kRing = 0.2;           ///< of the box: the ground around it that is compared
constexpr double kFade = 0.12;          ///< of the shorter side, over which an edge fades
constexpr double kMaxColourShift = 40;  ///< by which an object is brought to its new ground
constexpr double kSamePlaceIou = 0.5;

struct Donor {
    std::size_t reference = 0;
    KnownBox object;
};

Box in_whole_pixels(const Box& box, Size picture) {
    return clamped({std::floor(box.x1), std::floor(box.y1), std::ceil(box.x2), std::ceil(box.y2)}, picture);
}

cv::Rect to_rect(const Box& box) {
    return {static_cast<int>(box.x1), static_cast<int>(box.y1), static_cast<int>(box.width()),
            static_cast<int>(box.height())};
}

/// Objects that no edge of their picture cuts, by class.
std::map<int, std::vector<Donor>> donors_by_class(const std::vector<Reference>& references) {
    std::map<int, std::vector<Donor>> donors;
    for (std::size_t i = 0; i < references.size(); ++i) {
        for (const KnownBox& object : references[i].boxes) {
            const Box& box = object.box;
            const Size size = references[i].size;
            const bool whole = box.x1 >= 1 && box.y1 >= 1 && box.x2 <= size.width - 1 && box.y2 <= size.height - 1;
            if (object.class_index >= 0 && whole && std::min(box.width(), box.height()) >= kSmallestObject) {
                donors[object.class_index].push_back({i, object});
            }
        }
    }
    return donors;
}

/// Mean colour of the ground around a box.
cv::Scalar ground_around(const cv::Mat& picture, const Box& box) {
    const Size size{picture.cols, picture.rows};
    const double dx = std::max(2.0, kRing * box.width());
    const double dy = std::max(2.0, kRing * box.height());
    const Box outer = in_whole_pixels({box.x1 - dx, box.y1 - dy, box.x2 + dx, box.y2 + dy}, size);
    cv::Mat mask(picture.rows, picture.cols, CV_8UC1, cv::Scalar(0));
    mask(to_rect(outer)).setTo(255);
    mask(to_rect(in_whole_pixels(box, size))).setTo(0);
    return cv::mean(picture, mask);
}

double colour_distance(const cv::Scalar& a, const cv::Scalar& b) {
    return cv::norm(a - b);
}

bool covers_another(const Box& box, const std::vector<KnownBox>& boxes) {
    return std::any_of(boxes.begin(), boxes.end(), [&](const KnownBox& other) {
        const double least = std::min(box.area(), other.box.area());
        return intersection(box, other.box).area() > kMaxCovered * least;
    });
}

/// 1 inside, falling to 0 at the edges. CV_32FC3.
cv::Mat fading_mask(cv::Size size) {
    const double fade = std::max(1.0, kFade * std::min(size.width, size.height));
    cv::Mat mask(size, CV_32FC3);
    for (int y = 0; y < size.height; ++y) {
        const double dy = std::min(y, size.height - 1 - y) + 0.5;
        for (int x = 0; x < size.width; ++x) {
            const double dx = std::min(x, size.width - 1 - x) + 0.5;
            const auto part = static_cast<float>(std::min({1.0, dx / fade, dy / fade}));
            mask.at<cv::Vec3f>(y, x) = {part, part, part};
        }
    }
    return mask;
}

class Paster {
public:
    Paster(PastedPicture& picture, const Box& area, std::uint64_t seed)
        : m_picture(picture), m_area(area), m_random(seed) {}

    Random& random() { return m_random; }

    void paste(const Donor& donor, const cv::Mat& from) {
        const Size from_size{from.cols, from.rows};
        const Box source = in_whole_pixels(donor.object.box, from_size);
        const double scale = static_cast<double>(std::min(m_picture.image.cols, m_picture.image.rows)) /
                             std::min(from.cols, from.rows) * m_random.uniform(0.85, 1.2);
        const double width = std::round(source.width() * scale);
        const double height = std::round(source.height() * scale);
        if (std::min(width, height) < kSmallestObject || width > kLargestPart * m_area.width() ||
            height > kLargestPart * m_area.height()) {
            return;
        }
        const cv::Scalar ground = ground_around(from, source);
        const auto place = best_place(width, height, (source.y1 + source.y2) / 2 / from.rows, ground);
        if (place) {
            blend(from(to_rect(source)), *place, ground_around(m_picture.image, *place) - ground);
            m_picture.boxes.push_back({*place, donor.object.class_index});
            ++m_picture.pasted;
        }
    }

private:
    std::optional<Box> best_place(double width, double height, double own_height, const cv::Scalar& ground) {
        std::optional<Box> best;
        double least = 0;
        for (int i = 0; i < kPlacesTried; ++i) {
            const double x = std::floor(m_random.uniform(m_area.x1, m_area.x2 - width));
            const double centre = m_picture.image.rows * (own_height + m_random.uniform(-kHeightSpread, kHeightSpread));
            const double lowest = m_area.y2 - height;
            const double y = std::floor(std::clamp(centre - height / 2, m_area.y1, std::max(m_area.y1, lowest)));
            const Box place = Box::from_xywh(x, y, width, height);
            if (covers_another(place, m_picture.boxes)) {
                continue;
            }
            const double distance = colour_distance(ground_around(m_picture.image, place), ground);
            if (!best || distance < least) {
                best = place;
                least = distance;
            }
        }
        return best;
    }

    void blend(const cv::Mat& object, const Box& place, cv::Scalar shift) {
        for (int channel = 0; channel < 3; ++channel) {
            shift[channel] = std::clamp(shift[channel], -kMaxColourShift, kMaxColourShift);
        }
        const cv::Rect target = to_rect(place);
        cv::Mat scaled;
        cv::resize(object, scaled, target.size(), 0, 0, target.width < object.cols ? cv::INTER_AREA : cv::INTER_LINEAR);
        cv::Mat above;
        scaled.convertTo(above, CV_32FC3);
        above += shift;
        cv::Mat below;
        m_picture.image(target).convertTo(below, CV_32FC3);
        const cv::Mat mask = fading_mask(target.size());
        const cv::Mat blended = below + (above - below).mul(mask);
        blended.convertTo(m_picture.image(target), CV_8UC3);
    }

    PastedPicture& m_picture;
    Box m_area;
    Random m_random;
};

}  // namespace

PastedPicture paste_objects(const cv::Mat& onto, const std::vector<KnownBox>& own, const Box& area,
                            const std::vector<Reference>& references,
                            const std::function<cv::Mat(std::size_t)>& pictures, int most, std::uint64_t seed) {
    PastedPicture result{onto.clone(), own, 0};
    const auto donors = donors_by_class(references);
    if (donors.empty() || most < 1) {
        return result;
    }
    Paster paster(result, in_whole_pixels(area, {onto.cols, onto.rows}), seed);
    const auto count = paster.random().integer(1, most);
    for (std::int64_t i = 0; i < count; ++i) {
        // Each class as often as any other, so that rare ones become less rare.
        const auto& of_class =
            std::next(donors.begin(), paster.random().integer(0, static_cast<std::int64_t>(donors.size()) - 1))->second;
        const Donor& donor = of_class[static_cast<std::size_t>(
            paster.random().integer(0, static_cast<std::int64_t>(of_class.size()) - 1))];
        const cv::Mat picture = pictures(donor.reference);
        if (!picture.empty()) {
            paster.paste(donor, picture);
        }
    }
    return result;
}

std::vector<Detection> verified_labels(const std::vector<KnownBox>& known, const ReferencePlan& plan,
                                       const cv::Mat& start, const cv::Mat& variant,
                                       const std::vector<Detection>& found, double threshold) {
    std::vector<Detection> labels;
    for (const KnownBox& entry : known) {
        const auto place = box_in_variant(entry.box, plan);
        if (!place || entry.class_index < 0) {
            continue;
        }
        const double similarity = carry_similarity(start, *place, variant, *place);
        double score = similarity >= kSamePictureSimilarity ? std::min(similarity, 1.0) : 0;
        for (const Detection& detection : found) {
            if (detection.class_index == entry.class_index && detection.score >= threshold &&
                iou(detection.box, *place) >= kSamePlaceIou) {
                score = std::max(score, detection.score);
            }
        }
        if (score >= threshold) {
            labels.push_back({*place, entry.class_index, score});
        }
    }
    std::stable_sort(labels.begin(), labels.end(),
                     [](const Detection& a, const Detection& b) { return a.score > b.score; });
    return labels;
}

}  // namespace destudio::scaleup

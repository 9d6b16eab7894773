// SPDX-License-Identifier: Apache-2.0
#include "core/evaluation/detector_trust.h"

#include <algorithm>

#include "core/evaluation/coco_matching.h"

namespace destudio::evaluation {

namespace {

constexpr double kLeastFit = 0.3;  ///< IoU below which a detection confirms nothing
constexpr double kGoodFit = 0.75;  ///< IoU from which it confirms fully
constexpr double kRightIou = 0.5;  ///< as figures count it
constexpr double kLeanOnAll = 5;   ///< weight of all classes' share, in labels of the class
constexpr double kInRegion = 0.5;  ///< of a detection, so that a region to ignore explains it

double fit(double iou) {
    return std::clamp((iou - kLeastFit) / (kGoodFit - kLeastFit), 0.0, 1.0);
}

double count_from(const std::vector<double>& ascending, double value) {
    return static_cast<double>(ascending.end() - std::lower_bound(ascending.begin(), ascending.end(), value));
}

double count_to(const std::vector<double>& ascending, double value) {
    return static_cast<double>(std::upper_bound(ascending.begin(), ascending.end(), value) - ascending.begin());
}

}  // namespace

double covered_share(const CocoBox& box, const CocoBox& by) {
    const double w = std::min(box.x + box.width, by.x + by.width) - std::max(box.x, by.x);
    const double h = std::min(box.y + box.height, by.y + by.height) - std::max(box.y, by.y);
    return w > 0 && h > 0 ? w * h / (box.width * box.height) : 0;
}

std::map<std::int64_t, ComparedPicture> pictures_of(const CocoGroundTruths& truths,
                                                    const std::vector<CocoResult>& results) {
    std::map<std::int64_t, ComparedPicture> pictures;
    for (const std::int64_t id : truths.image_ids) {
        pictures[id];
    }
    for (std::size_t i = 0; i < truths.annotations.size(); ++i) {
        const CocoGroundTruth& truth = truths.annotations[i];
        if (const auto found = pictures.find(truth.image_id); found != pictures.end()) {
            (truth.crowd ? found->second.ignored : found->second.truths).push_back(i);
        }
    }
    for (std::size_t i = 0; i < results.size(); ++i) {
        const auto found = pictures.find(results[i].image_id);
        if (found == pictures.end()) {
            continue;
        }
        const auto& regions = found->second.ignored;
        const bool explained = std::any_of(regions.begin(), regions.end(), [&](std::size_t region) {
            return covered_share(results[i].box, truths.annotations[region].box) >= kInRegion;
        });
        if (!explained) {
            found->second.results.push_back(i);
        }
    }
    for (auto& [id, picture] : pictures) {
        std::stable_sort(picture.results.begin(), picture.results.end(),
                         [&](std::size_t a, std::size_t b) { return results[a].score > results[b].score; });
    }
    return pictures;
}

DetectorTrust::DetectorTrust(const CocoGroundTruths& truths, const std::vector<CocoResult>& results)
    : m_truths(truths),
      m_results(results),
      m_pictures(pictures_of(truths, results)),
      m_match(truths.annotations.size(), -1),
      m_matched(results.size()),
      m_quality(truths.annotations.size()) {
    for (const auto& [id, picture] : m_pictures) {
        match(truths, picture);
    }
    const auto sort = [](OfClass& entry) {
        std::sort(entry.qualities.begin(), entry.qualities.end());
        std::sort(entry.right.begin(), entry.right.end());
        std::sort(entry.wrong.begin(), entry.wrong.end());
    };
    for (auto& [category, entry] : m_classes) {
        sort(entry);
    }
    sort(m_all);
}

// The strongest detection first takes the label of its class that it fits best.
void DetectorTrust::match(const CocoGroundTruths& truths, const ComparedPicture& picture) {
    for (const std::size_t r : picture.results) {
        const CocoResult& result = m_results[r];
        double best = kLeastFit;
        std::int64_t taken = -1;
        for (const std::size_t t : picture.truths) {
            const CocoGroundTruth& truth = truths.annotations[t];
            if (truth.category_id != result.category_id || m_match[t] >= 0) {
                continue;
            }
            if (const double iou = intersection_over_union(result.box, truth.box); iou > best) {
                best = iou;
                taken = static_cast<std::int64_t>(t);
            }
        }
        if (taken >= 0) {
            const auto t = static_cast<std::size_t>(taken);
            m_match[t] = static_cast<std::int64_t>(r);
            m_matched[r] = true;
            m_quality[t] = result.score * fit(best);
        }
        const bool right = taken >= 0 && best >= kRightIou;
        for (OfClass* entry : {&m_classes[result.category_id], &m_all}) {
            (right ? entry->right : entry->wrong).push_back(result.score);
        }
    }
    for (const std::size_t t : picture.truths) {
        for (OfClass* entry : {&m_classes[truths.annotations[t].category_id], &m_all}) {
            entry->qualities.push_back(m_quality[t]);
        }
    }
}

double DetectorTrust::share_confirmed_worse(std::size_t truth) const {
    const OfClass& own = m_classes.at(m_truths.annotations[truth].category_id);
    const double quality = m_quality[truth];
    const double all = (count_to(m_all.qualities, quality) + 1) / (static_cast<double>(m_all.qualities.size()) + 2);
    return (count_to(own.qualities, quality) + kLeanOnAll * all) /
           (static_cast<double>(own.qualities.size()) + kLeanOnAll);
}

double DetectorTrust::odds_right(std::int64_t category, double score) const {
    const double all = (count_from(m_all.right, score) + 1) / (count_from(m_all.wrong, score) + 1);
    const auto own = m_classes.find(category);
    if (own == m_classes.end()) {
        return all;
    }
    const double share = all / (1 + all);
    const double right = count_from(own->second.right, score) + kLeanOnAll * share;
    const double wrong = count_from(own->second.wrong, score) + kLeanOnAll * (1 - share);
    return right / wrong;
}

double DetectorTrust::share_missed(std::int64_t category, double score) const {
    const auto missed = [score](const OfClass& entry) {
        return static_cast<double>(entry.qualities.size()) - count_from(entry.right, score);
    };
    const double all = (missed(m_all) + 1) / (static_cast<double>(m_all.qualities.size()) + 2);
    const auto own = m_classes.find(category);
    return own == m_classes.end() ? all
                                  : (std::max(missed(own->second), 0.0) + kLeanOnAll * all) /
                                        (static_cast<double>(own->second.qualities.size()) + kLeanOnAll);
}

}  // namespace destudio::evaluation

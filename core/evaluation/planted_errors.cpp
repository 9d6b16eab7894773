// SPDX-License-Identifier: Apache-2.0
#include "core/evaluation/planted_errors.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/evaluation/coco_matching.h"

namespace destudio::evaluation {

namespace {

constexpr double kFree = 0.1;  ///< IoU up to which a place is free
constexpr int kTries = 200;

class Planter {
public:
    Planter(const CocoGroundTruths& truths, const std::vector<std::array<double, 2>>& sizes, std::uint64_t seed)
        : m_truths(truths), m_random(seed) {
        for (std::size_t i = 0; i < truths.image_ids.size(); ++i) {
            m_sizes[truths.image_ids[i]] = sizes.at(i);
        }
        for (std::size_t i = 0; i < truths.annotations.size(); ++i) {
            if (!truths.annotations[i].crowd) {
                m_usable.push_back(i);
            }
        }
        for (std::size_t i = m_usable.size(); i > 1; --i) {  // a draw without putting back
            std::swap(m_usable[i - 1], m_usable[pick(i)]);
        }
    }

    PlantedLabels run(std::size_t count) {
        if (m_usable.size() < 2 * count || m_truths.categories.size() < 2) {
            throw UsageError("Planting " + std::to_string(count) + " errors needs at least " +
                             std::to_string(2 * count) + " labels and two classes; there are " +
                             std::to_string(m_usable.size()) + " labels.");
        }
        for (std::size_t i = 0; i < count; ++i) {
            plant(static_cast<PlantedKind>(i % kPlantedKinds), m_usable[i]);
        }
        m_result.truths = m_truths;
        auto& annotations = m_result.truths.annotations;
        annotations.clear();
        for (std::size_t i = 0; i < m_truths.annotations.size(); ++i) {
            if (const auto changed = m_changed.find(i); changed != m_changed.end()) {
                annotations.push_back(changed->second);
            } else if (!m_gone.contains(i)) {
                annotations.push_back(m_truths.annotations[i]);
            }
        }
        annotations.insert(annotations.end(), m_new.begin(), m_new.end());
        for (std::size_t i = 0; i < annotations.size(); ++i) {
            annotations[i].id = static_cast<std::int64_t>(i) + 1;
        }
        return std::move(m_result);
    }

private:
    std::size_t pick(std::size_t count) {
        return std::min(static_cast<std::size_t>(m_random.uniform() * static_cast<double>(count)), count - 1);
    }

    void plant(PlantedKind kind, std::size_t at) {
        CocoGroundTruth label = m_truths.annotations[at];
        PlantedError error{kind, label.image_id, label.category_id, label.box, label.box};
        switch (kind) {
            case PlantedKind::kMissing:
                m_gone.insert(at);
                break;
            case PlantedKind::kMoved:
                error.label = moved(label);
                label.box = error.label;
                m_changed[at] = label;
                break;
            case PlantedKind::kRenamed:
                label.category_id = other_class(label.category_id);
                m_changed[at] = label;
                break;
            case PlantedKind::kInvented:
                if (!invent(label)) {
                    return;
                }
                error.image_id = label.image_id;
                error.category_id = label.category_id;
                error.right = error.label = label.box;
                m_new.push_back(label);
                break;
        }
        m_result.errors.push_back(error);
    }

    CocoBox inside(CocoBox box, std::int64_t image) const {
        const auto& size = m_sizes.at(image);
        box.x = std::clamp(box.x, 0.0, std::max(0.0, size[0] - box.width));
        box.y = std::clamp(box.y, 0.0, std::max(0.0, size[1] - box.height));
        return box;
    }

    CocoBox moved(const CocoGroundTruth& label) {
        for (int i = 0; i < kTries; ++i) {
            CocoBox box = label.box;
            box.x += box.width * m_random.uniform(0.3, 0.6) * (m_random.chance(0.5) ? 1 : -1);
            box.y += box.height * m_random.uniform(0.3, 0.6) * (m_random.chance(0.5) ? 1 : -1);
            box = inside(box, label.image_id);
            if (intersection_over_union(box, label.box) < 0.5) {
                return box;
            }
        }
        CocoBox box = label.box;  // fills its picture: only a smaller one can be elsewhere
        box.width *= 0.6;
        box.height *= 0.6;
        return box;
    }

    std::int64_t other_class(std::int64_t category) {
        for (;;) {
            const std::int64_t other = m_truths.categories[pick(m_truths.categories.size())].id;
            if (other != category) {
                return other;
            }
        }
    }

    bool invent(CocoGroundTruth& label) {
        for (int i = 0; i < kTries; ++i) {
            const std::int64_t image = m_truths.image_ids[pick(m_truths.image_ids.size())];
            const auto& size = m_sizes.at(image);
            const CocoGroundTruth& like = m_truths.annotations[m_usable[pick(m_usable.size())]];
            label.category_id = like.category_id;
            CocoBox box = like.box;
            box.x = m_random.uniform() * std::max(0.0, size[0] - box.width);
            box.y = m_random.uniform() * std::max(0.0, size[1] - box.height);
            box = inside(box, image);
            const auto hits = [&](const CocoGroundTruth& other) {
                return other.image_id == image && intersection_over_union(other.box, box) > kFree;
            };
            if (std::none_of(m_truths.annotations.begin(), m_truths.annotations.end(), hits) &&
                std::none_of(m_new.begin(), m_new.end(), hits)) {
                label.image_id = image;
                label.box = box;
                return true;
            }
        }
        return false;
    }

    const CocoGroundTruths& m_truths;
    Random m_random;
    std::map<std::int64_t, std::array<double, 2>> m_sizes;
    std::vector<std::size_t> m_usable;
    std::set<std::size_t> m_gone;
    std::map<std::size_t, CocoGroundTruth> m_changed;
    std::vector<CocoGroundTruth> m_new;
    PlantedLabels m_result;
};

bool shows(const LabelDisagreement& entry, const PlantedError& error) {
    if (entry.image_id != error.image_id) {
        return false;
    }
    const auto same = [](const CocoBox& a, const CocoBox& b) { return intersection_over_union(a, b) >= 0.5; };
    if (entry.truth >= 0) {
        return error.kind != PlantedKind::kMissing && same(entry.label_box, error.label) &&
               (error.kind == PlantedKind::kRenamed || entry.labelled == error.category_id);
    }
    return error.kind != PlantedKind::kInvented &&
           std::any_of(entry.opinions.begin(), entry.opinions.end(), [&](const DetectorOpinion& opinion) {
               return opinion.detection && same(opinion.detection->box, error.right);
           });
}

}  // namespace

PlantedLabels plant_errors(const CocoGroundTruths& truths, const std::vector<std::array<double, 2>>& picture_sizes,
                           std::size_t count, std::uint64_t seed) {
    return Planter(truths, picture_sizes, seed).run(count);
}

std::array<std::size_t, kPlantedKinds> count_shown(const PlantedLabels& planted,
                                                   const std::vector<LabelDisagreement>& list, std::size_t shown) {
    std::array<std::size_t, kPlantedKinds> counts{};
    const auto end = list.begin() + static_cast<std::ptrdiff_t>(std::min(shown, list.size()));
    for (const PlantedError& error : planted.errors) {
        counts[static_cast<std::size_t>(error.kind)] +=
            std::any_of(list.begin(), end, [&](const LabelDisagreement& entry) { return shows(entry, error); }) ? 1 : 0;
    }
    return counts;
}

}  // namespace destudio::evaluation

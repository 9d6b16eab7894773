// SPDX-License-Identifier: Apache-2.0
#include "core/project/box_carry.h"

#include <algorithm>

#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/image/image_io.h"
#include "core/project/project.h"

namespace destudio {

namespace {

/// The best overlap among those that `accept`; nullptr when none reaches `least`.
template <class Entry, class Accept>
Entry* best_overlap(std::vector<Entry>& entries, const Box& box, double least, Accept accept) {
    Entry* best = nullptr;
    for (Entry& entry : entries) {
        const double overlap = iou(entry.box, box);
        if (overlap >= least && accept(entry)) {
            least = overlap;
            best = &entry;
        }
    }
    return best;
}

class Carrier {
public:
    Carrier(const PictureFrame& from, const cv::Mat& from_picture, const PictureFrame& to, const cv::Mat& to_picture,
            std::vector<StoredDetection> detections, const CarryRules& rules, CarryPlan& plan)
        : m_from(from),
          m_from_picture(from_picture),
          m_to(to),
          m_to_picture(to_picture),
          m_detections(std::move(detections)),
          m_rules(rules),
          m_plan(plan) {}

    CarryOutcome carry(const CarriedBox& carried) {
        const auto place = box_between(carried.box, m_from, m_to, m_rules.min_visible);
        if (!place) {
            return CarryOutcome::kOutside;
        }
        const double least = m_rules.same_place_iou;
        StoredAnnotation* there =
            best_overlap(m_plan.boxes, *place, least, [](const StoredAnnotation&) { return true; });
        if (there != nullptr && there->class_id == carried.class_id && there->ignore == carried.ignore &&
            iou(there->box, *place) > 0.999) {
            return CarryOutcome::kAlreadyThere;
        }
        const StoredDetection* detection = best_overlap(m_detections, *place, least, [&](const StoredDetection& entry) {
            return entry.class_id == carried.class_id;
        });
        if (picture_agrees(carried.box, *place)) {
            put(there, carried, *place, detection);
            return CarryOutcome::kPictureAgrees;
        }
        const bool by_hand = there != nullptr && there->origin != AnnotationOrigin::kDetected;
        if (detection != nullptr && !by_hand) {
            put(there, carried, *place, detection);
            return CarryOutcome::kDetectionAgrees;
        }
        if (there != nullptr && (by_hand || there->class_id == carried.class_id)) {
            return CarryOutcome::kAlreadyThere;
        }
        leave_ghost(carried, *place);
        return CarryOutcome::kGhost;
    }

private:
    bool picture_agrees(const Box& source, const Box& place) const {
        return carry_similarity(m_from_picture, source, m_to_picture, place) >= m_rules.picture_similarity;
    }

    void put(StoredAnnotation* there, const CarriedBox& carried, const Box& place, const StoredDetection* detection) {
        m_plan.boxes_changed = true;
        drop_ghosts(carried.class_id, place);
        if (there != nullptr) {
            there->origin = there->origin == AnnotationOrigin::kDetected ? AnnotationOrigin::kEdited : there->origin;
            there->class_id = carried.class_id;
            there->box = place;
            there->ignore = carried.ignore;
            return;
        }
        StoredAnnotation annotation;
        annotation.variant_id = m_plan.variant_id;
        annotation.class_id = carried.class_id;
        annotation.box = place;
        annotation.ignore = carried.ignore;
        annotation.origin = AnnotationOrigin::kDrawn;
        const bool free = detection != nullptr &&
                          std::none_of(m_plan.boxes.begin(), m_plan.boxes.end(), [&](const StoredAnnotation& entry) {
                              return entry.detection_id == detection->id;
                          });
        if (free) {
            annotation.origin = AnnotationOrigin::kEdited;
            annotation.detection_id = detection->id;
            annotation.score = detection->score;
        }
        m_plan.boxes.push_back(annotation);
    }

    void leave_ghost(const CarriedBox& carried, const Box& place) {
        drop_ghosts(carried.class_id, place);
        m_plan.ghosts.push_back({0, m_plan.variant_id, carried.class_id, place});
        m_plan.ghosts_changed = true;
    }

    /// An earlier carry of the same object.
    void drop_ghosts(RowId class_id, const Box& place) {
        const auto dropped = std::erase_if(m_plan.ghosts, [&](const GhostBox& ghost) {
            return ghost.class_id == class_id && iou(ghost.box, place) >= m_rules.same_place_iou;
        });
        m_plan.ghosts_changed = m_plan.ghosts_changed || dropped > 0;
    }

    const PictureFrame& m_from;
    const cv::Mat& m_from_picture;
    const PictureFrame& m_to;
    const cv::Mat& m_to_picture;
    std::vector<StoredDetection> m_detections;
    const CarryRules& m_rules;
    CarryPlan& m_plan;
};

PictureFrame frame_of(const Recipe& recipe, Size reference) {
    const Box whole{0, 0, static_cast<double>(reference.width), static_cast<double>(reference.height)};
    return {recipe.crop.empty() ? whole : recipe.crop, recipe.size};
}

}  // namespace

std::optional<Box> box_between(const Box& box, const PictureFrame& from, const PictureFrame& to, double min_visible) {
    if (from.size.width <= 0 || from.size.height <= 0 || to.crop.empty()) {
        return std::nullopt;
    }
    const double scale_x = from.crop.width() / from.size.width * to.size.width / to.crop.width();
    const double scale_y = from.crop.height() / from.size.height * to.size.height / to.crop.height();
    const double shift_x = (from.crop.x1 - to.crop.x1) * to.size.width / to.crop.width();
    const double shift_y = (from.crop.y1 - to.crop.y1) * to.size.height / to.crop.height();
    const Box mapped{box.x1 * scale_x + shift_x, box.y1 * scale_y + shift_y, box.x2 * scale_x + shift_x,
                     box.y2 * scale_y + shift_y};
    const Box cut = clamped(mapped, to.size);
    if (cut.empty() || cut.area() < min_visible * mapped.area()) {
        return std::nullopt;
    }
    return cut;
}

CarryPlan plan_carry(const std::vector<CarriedBox>& carried, const PictureFrame& from, const cv::Mat& from_picture,
                     const PictureFrame& to, const cv::Mat& to_picture, const std::vector<StoredAnnotation>& boxes,
                     const std::vector<GhostBox>& ghosts, const std::vector<StoredDetection>& detections,
                     const CarryRules& rules) {
    CarryPlan plan;
    plan.boxes = boxes;
    plan.ghosts = ghosts;
    Carrier carrier(from, from_picture, to, to_picture, detections, rules, plan);
    for (const CarriedBox& entry : carried) {
        plan.outcomes.push_back(carrier.carry(entry));
    }
    return plan;
}

CarryAnswer plan_carries(Project& project, RowId reference_id, RowId from_variant,
                         const std::vector<CarriedBox>& carried, double threshold, const CarryRules& rules,
                         const std::stop_token& stop) {
    const Reference reference = project.references().get(reference_id);
    const auto variants = project.variants().of_reference(reference_id);
    PictureFrame from = frame_of({}, reference.size);
    from.size = reference.size;
    std::filesystem::path from_image = reference.path;
    if (from_variant != 0) {
        const VariantRecord record = project.variants().get(from_variant);
        from = frame_of(record.recipe, reference.size);
        from_image = record.image;
    }
    const cv::Mat from_picture = load_image(from_image);
    CarryAnswer answer;
    for (const VariantRecord& variant : variants) {
        throw_if_stopped(stop);
        if (variant.id == from_variant || variant.state == VariantState::kFailed) {
            continue;
        }
        if (variant.state == VariantState::kAccepted || variant.state == VariantState::kRejected) {
            ++answer.decided;
            continue;
        }
        try {
            CarryPlan plan =
                plan_carry(carried, from, from_picture, frame_of(variant.recipe, reference.size),
                           load_image(variant.image), project.annotations().of_variant(variant.id, threshold),
                           project.ghosts().of_variant(variant.id), project.variants().detections(variant.id), rules);
            plan.variant_id = variant.id;
            for (StoredAnnotation& box : plan.boxes) {
                box.variant_id = variant.id;
            }
            for (GhostBox& ghost : plan.ghosts) {
                ghost.variant_id = variant.id;
            }
            answer.plans.push_back(std::move(plan));
        } catch (const IoError&) {
            ++answer.unreadable;
        } catch (const FormatError&) {
            ++answer.unreadable;
        }
    }
    return answer;
}

}  // namespace destudio

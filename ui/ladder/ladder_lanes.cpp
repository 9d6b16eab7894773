// SPDX-License-Identifier: Apache-2.0
#include "ui/ladder/ladder_lanes.h"

#include <QLocale>
#include <algorithm>

#include "core/project/object_lanes.h"
#include "ui/base/free_text.h"
#include "ui/base/percent.h"
#include "ui/session/session.h"

namespace destudio::ui {
namespace {

using widgets::ChipTone;
using widgets::Lane;
using widgets::LaneChip;

/// A variant that is shown in the ladder, with what became of the objects in it.
struct Shown {
    int column = 0;  ///< from 0
    VariantRecord record;
    ObjectMatch match;
};

LaneChip chip_of(const Session& session, const ObjectMatch::Entry& entry, std::uint64_t seed) {
    LaneChip chip;
    const QString overlap = QLocale().toString(entry.iou, 'f', 2);
    switch (entry.fate) {
        case ObjectFate::kKept:
            chip = {ChipTone::kGood, tr("kept"), tr("kept, overlap %1").arg(overlap)};
            break;
        case ObjectFate::kMoved:
            chip = {ChipTone::kFair, tr("moved"), tr("moved, overlap %1").arg(overlap)};
            break;
        case ObjectFate::kRelabelled: {
            const QString name = session.class_name(entry.class_id);
            chip = {ChipTone::kWarn, tr("→ %1").arg(name), tr("now %1, overlap %2").arg(name, overlap)};
            break;
        }
        case ObjectFate::kLost:
            chip = {ChipTone::kBad, tr("lost"), tr("no box of it is left")};
            break;
    }
    chip.tip += tr(" (seed %1)").arg(seed);
    return chip;
}

/// The reference's objects; regions that do not count have no lane.
std::vector<ReferenceBox> objects_of(Project& project, RowId reference_id) {
    auto boxes = project.references().boxes(reference_id);
    std::erase_if(boxes, [](const ReferenceBox& box) { return box.ignore; });
    return boxes;
}

std::vector<Shown> shown_variants(Session& session, const Reference& reference, const LadderPlan& plan) {
    Project& project = session.project();
    const auto truth = objects_of(project, reference.id);
    std::vector<Shown> shown;
    for (const LadderPlace& place : plan.places) {
        if (place.variant_id == 0) {
            continue;
        }
        Shown entry{place.column - 1, project.variants().get(place.variant_id), {}};
        if (entry.record.state == VariantState::kFailed) {
            continue;
        }
        // Every object stays a lane, in the order of the ground truth, also one outside this variant's crop.
        std::vector<LaneObject> objects;
        for (const ReferenceBox& box : truth) {
            const auto inside = objects_in_crop({box}, entry.record.recipe.crop, reference.size);
            objects.push_back(inside.empty() ? LaneObject{box.class_id, {}} : inside.front());
        }
        const auto boxes = project.annotations().of_variant(entry.record.id, session.threshold());
        entry.match = match_objects(objects, objects_of_variant(boxes, entry.record.recipe.size));
        shown.push_back(std::move(entry));
    }
    return shown;
}

Lane object_lane(const Session& session, const ReferenceBox& object, std::size_t index, const std::vector<Shown>& shown,
                 const LadderPlan& plan) {
    Lane lane;
    lane.title = session.class_name(object.class_id);
    lane.color = session.class_color(object.class_id);
    lane.columns.resize(plan.columns.size());
    std::vector<FateAt> fates;
    for (const Shown& variant : shown) {
        const auto& entry = variant.match.objects[index];
        const auto column = static_cast<std::size_t>(variant.column);
        lane.columns[column].push_back(chip_of(session, entry, variant.record.recipe.seed));
        fates.push_back({plan.columns[column].ratio, entry.fate});
    }
    const auto highest = break_point(fates);
    if (highest) {
        for (std::size_t column = 0; column < plan.columns.size(); ++column) {
            lane.break_column = plan.columns[column].ratio == *highest ? static_cast<int>(column) : lane.break_column;
        }
        lane.note = tr("to %1 %").arg(percent(*highest));
    } else if (!fates.empty()) {
        lane.note = tr("at none");
    }
    return lane;
}

Lane fresh_lane(const Session& session, const std::vector<Shown>& shown, const LadderPlan& plan) {
    Lane lane;
    lane.title = tr("new");
    lane.columns.resize(plan.columns.size());
    for (const Shown& variant : shown) {
        QStringList names;
        for (const LaneObject& object : variant.match.fresh) {
            names << session.class_name(object.class_id);
        }
        const QString text = names.isEmpty() ? QString() : QStringLiteral("+%1").arg(names.size());
        const QString tip = names.isEmpty() ? tr("nothing new") : tr("new: %1").arg(names.join(QStringLiteral(", ")));
        lane.columns[static_cast<std::size_t>(variant.column)].push_back({ChipTone::kNeutral, text, tip});
    }
    return lane;
}

void add_cut_offs(LadderLanes& lanes, const std::vector<Shown>& shown, const LadderPlan& plan) {
    std::vector<RowId> acceptable;
    bool all_done = true;
    lanes.cut_off_texts << tr("Accept up to…");
    for (int column = 0; column < static_cast<int>(plan.columns.size()); ++column) {
        for (const Shown& variant : shown) {
            // A rejected one was looked at: a cut-off does not overrule that.
            if (variant.column == column && variant.record.state == VariantState::kNew) {
                acceptable.push_back(variant.record.id);
                all_done = false;
            }
        }
        if (all_done && std::any_of(shown.begin(), shown.end(), [&](const Shown& s) { return s.column == column; })) {
            lanes.done = column;
        }
        const QString ratio = percent(plan.columns[static_cast<std::size_t>(column)].ratio);
        lanes.cut_off_texts << (acceptable.empty() ? tr("Reviewed to %1 %").arg(ratio)
                                                   : tr("Accept %1, to %2 %").arg(acceptable.size()).arg(ratio));
        lanes.acceptable.push_back(acceptable);
    }
}

}  // namespace

LadderLanes make_ladder_lanes(Session& session, RowId reference_id, const LadderPlan& plan) {
    LadderLanes lanes;
    const Reference reference = session.project().references().get(reference_id);
    const auto shown = shown_variants(session, reference, plan);
    if (shown.empty()) {
        return lanes;
    }
    const auto truth = objects_of(session.project(), reference_id);
    for (std::size_t i = 0; i < truth.size(); ++i) {
        lanes.lanes.push_back(object_lane(session, truth[i], i, shown, plan));
    }
    lanes.lanes.push_back(fresh_lane(session, shown, plan));
    lanes.variants.resize(plan.columns.size());
    for (const Shown& variant : shown) {
        lanes.variants[static_cast<std::size_t>(variant.column)].push_back(variant.record.id);
    }
    add_cut_offs(lanes, shown, plan);
    return lanes;
}

}  // namespace destudio::ui

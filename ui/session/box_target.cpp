// SPDX-License-Identifier: Apache-2.0
#include "ui/session/box_target.h"

#include "core/base/error.h"
#include "core/project/box_history.h"
#include "ui/session/session.h"

namespace destudio::ui {
namespace {

StoredAnnotation to_annotation(const ReferenceBox& box) {
    StoredAnnotation annotation;
    annotation.id = box.id;
    annotation.class_id = box.class_id;
    annotation.box = box.box;
    annotation.origin = AnnotationOrigin::kDrawn;
    annotation.ignore = box.ignore;
    return annotation;
}

}  // namespace

BoxSet load_boxes(Session& session, BoxTarget target) {
    Project& project = session.project();
    BoxSet set;
    if (target.is_variant()) {
        const VariantRecord record = project.variants().get(target.id);
        set.boxes = project.annotations().of_variant(target.id, session.threshold());
        set.ghosts = project.ghosts().of_variant(target.id);
        set.own = record.has_own_boxes;
        set.state = record.state;
    } else {
        for (const ReferenceBox& box : project.references().boxes(target.id)) {
            set.boxes.push_back(to_annotation(box));
        }
    }
    set.history = project.history().of_picture(target.is_variant(), target.id);
    return set;
}

BoxSet shown_boxes(Session& session, BoxTarget target) {
    BoxSet set;
    session.attempt([&] {
        try {
            set = load_boxes(session, target);
        } catch (const UsageError&) {
            // Removed a moment ago; whoever shows it is about to be told.
        }
    });
    return set;
}

BoxSet store_boxes(Session& session, BoxTarget target, const BoxSet& set) {
    Project& project = session.project();
    Project::Transaction transaction(project);
    if (target.is_variant()) {
        if (set.own) {
            project.annotations().replace(target.id, set.boxes);
        } else {
            project.annotations().set_derived(target.id);
        }
        if (project.ghosts().of_variant(target.id) != set.ghosts) {
            project.ghosts().replace(target.id, set.ghosts);
        }
        if (project.variants().get(target.id).state != set.state) {
            project.variants().set_state(target.id, set.state);
        }
    } else {
        std::vector<ReferenceBox> boxes;
        for (const StoredAnnotation& annotation : set.boxes) {
            boxes.push_back({annotation.id, target.id, annotation.class_id, annotation.box, annotation.ignore});
        }
        project.references().set_boxes(target.id, boxes);
    }
    project.history().replace(target.is_variant(), target.id, set.history);
    transaction.commit();
    return load_boxes(session, target);
}

void note_changes(Session& session, BoxTarget target, const BoxSet& before, BoxSet& after,
                  const std::string& carried_from) {
    HistoryStore& history = session.project().history();
    const auto name = [&](RowId class_id) { return session.class_name(class_id).toStdString(); };
    const auto events =
        history.add(box_events_between(target.is_variant(), target.id, before.boxes, after.boxes, name, carried_from));
    after.history = with_box_events(before.history, events);
    history.replace(target.is_variant(), target.id, after.history);
}

Size picture_size(Session& session, BoxTarget target) {
    if (target.is_variant()) {
        return session.project().variants().get(target.id).recipe.size;
    }
    return session.project().references().get(target.id).size;
}

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#include "ui/editing/suggestion_controller.h"

#include <QCoreApplication>
#include <QUndoStack>
#include <algorithm>

#include "ui/commands/add_boxes_command.h"
#include "ui/commands/adopt_ghosts_command.h"
#include "ui/session/workspace.h"

namespace destudio::ui {
namespace {

constexpr double kCoveredIou = 0.5;

}  // namespace

std::vector<StoredDetection> suppressed_detections(Session& session, BoxTarget target) {
    std::vector<StoredDetection> detections;
    if (!target.is_variant()) {
        return detections;
    }
    const BoxSet set = shown_boxes(session, target);
    session.attempt([&] { detections = session.project().variants().detections(target.id); });
    std::erase_if(detections, [&](const StoredDetection& detection) {
        // One above it that is no box was deleted by a person, and does not come back.
        return detection.score >= session.threshold() ||
               std::any_of(set.boxes.begin(), set.boxes.end(),
                           [&](const StoredAnnotation& box) { return box.detection_id == detection.id; });
    });
    return detections;
}

SuggestionController::SuggestionController(Workspace& workspace, QObject* parent)
    : QObject(parent), m_workspace(workspace) {}

void SuggestionController::adopt(const StoredDetection& detection) {
    Session& session = *m_workspace.session();
    StoredAnnotation annotation;
    annotation.class_id = detection.class_id;
    annotation.box = detection.box;
    annotation.score = detection.score;
    annotation.detection_id = detection.id;
    const BoxTarget target = *m_workspace.target();
    session.undo_stack().push(new AddBoxesCommand(
        session, target, {annotation},
        QCoreApplication::translate("commands", "adopt %1").arg(session.class_name(detection.class_id))));
    if (m_workspace.target() == target) {
        m_workspace.set_box(box_key(annotation));
    }
}

void SuggestionController::adopt_detection(RowId detection_id) {
    if (m_workspace.session() == nullptr || !m_workspace.target()) {
        return;
    }
    for (const StoredDetection& detection : suppressed_detections(*m_workspace.session(), *m_workspace.target())) {
        if (detection.id == detection_id) {
            adopt(detection);
            return;
        }
    }
}

void SuggestionController::adopt_best() {
    Session* session = m_workspace.session();
    const auto target = m_workspace.target();
    if (session == nullptr || !target || !target->is_variant()) {
        return;
    }
    std::vector<qint64> ghosts = m_workspace.boxes().ids();
    std::erase_if(ghosts, [](qint64 key) { return !is_ghost_key(key); });
    if (!ghosts.empty()) {
        adopt_ghosts(ghosts);
        return;
    }
    const BoxSet set = shown_boxes(*session, *target);
    for (const StoredDetection& detection : suppressed_detections(*session, *target)) {
        const bool covered = std::any_of(set.boxes.begin(), set.boxes.end(), [&](const StoredAnnotation& box) {
            return box.class_id == detection.class_id && iou(box.box, detection.box) >= kCoveredIou;
        });
        if (!covered) {
            adopt(detection);
            return;
        }
    }
    m_workspace.report(tr("The detector found nothing else in this picture."));
}

void SuggestionController::adopt_ghosts(const std::vector<qint64>& keys) {
    if (m_workspace.session() != nullptr && m_workspace.target()) {
        Session& session = *m_workspace.session();
        const BoxTarget target = *m_workspace.target();
        session.undo_stack().push(new AdoptGhostsCommand(session, target, keys));
    }
}

}  // namespace destudio::ui

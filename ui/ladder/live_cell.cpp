// SPDX-License-Identifier: Apache-2.0
#include "ui/ladder/live_cell.h"

#include <QCoreApplication>

#include "ui/ladder/ladder_texts.h"
#include "ui/session/session.h"

// Texts are in the page's translation context.
namespace destudio::ui {
namespace {

std::vector<widgets::CanvasBox> live_boxes(const Session& session, const LivePicture& live) {
    std::vector<widgets::CanvasBox> boxes;
    for (const Detection& detection : live.detections) {
        const auto index = static_cast<std::size_t>(detection.class_index);
        if (detection.score < session.threshold() || index >= live.classes.size()) {
            continue;
        }
        widgets::CanvasBox box;
        box.id = static_cast<qint64>(boxes.size()) + 1;
        box.box = detection.box;
        box.label = QString::fromStdString(live.classes[index]);
        box.score = detection.score;
        box.color = Qt::gray;
        box.locked = true;
        for (const ProjectClass& known : session.classes()) {
            if (known.name == live.classes[index]) {
                box.color = session.class_color(known.id);
            }
        }
        boxes.push_back(box);
    }
    return boxes;
}

}  // namespace

widgets::LadderCellContent live_content(const Session& session, const LivePicture& live) {
    widgets::LadderCellContent content;
    content.picture = live.picture;
    content.editable = false;
    content.running = !live.finished && live.failure.isEmpty();
    content.step = live.step;
    content.total_steps = live.total_steps;
    content.message = QCoreApplication::translate("destudio::ui::LadderPage", "Drawing…");
    content.state_text = QCoreApplication::translate("destudio::ui::LadderPage", "live");
    content.tip = QCoreApplication::translate("destudio::ui::LadderPage",
                                              "Not kept: Generate makes this picture. The wheel steps the seed.");
    if (!live.failure.isEmpty()) {
        describe_failed(content, live.failure);
    } else if (live.finished) {
        content.boxes = live_boxes(session, live);
        content.state_text = QCoreApplication::translate("destudio::ui::LadderPage", "%1 · %2")
                                 .arg(content.state_text, box_count(content.boxes.size()));
    }
    return content;
}

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#include "ui/session/history_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>
#include <algorithm>

#include "core/project/box_history.h"
#include "ui/session/session.h"

namespace destudio::ui {
namespace {

constexpr int kMaxLines = 7;

QString act_word(const BoxEvent& event) {
    const auto text = [](const std::string& value) { return QString::fromStdString(value); };
    switch (event.act) {
        case BoxAct::kDrawn:
            return QCoreApplication::translate("history", "drawn");
        case BoxAct::kTaken:
            return QCoreApplication::translate("history", "taken over from a weaker detection");
        case BoxAct::kMoved:
            return QCoreApplication::translate("history", "moved");
        case BoxAct::kResized:
            return QCoreApplication::translate("history", "resized");
        case BoxAct::kRelabelled:
            return QCoreApplication::translate("history", "relabelled from %1 to %2")
                .arg(text(event.before), text(event.after));
        case BoxAct::kIgnored:
            return QCoreApplication::translate("history", "set to be ignored");
        case BoxAct::kCounted:
            return QCoreApplication::translate("history", "set to count again");
        case BoxAct::kRemoved:
            return QCoreApplication::translate("history", "removed");
        case BoxAct::kCarried:
            return QCoreApplication::translate("history", "carried from %1").arg(text(event.before));
        case BoxAct::kAccepted:
            return QCoreApplication::translate("history", "accepted");
        case BoxAct::kRejected:
            return QCoreApplication::translate("history", "rejected");
        case BoxAct::kReopened:
            return QCoreApplication::translate("history", "reopened");
        case BoxAct::kRestored:
            return QCoreApplication::translate("history", "taken back to version “%1”").arg(text(event.before));
    }
    return {};
}

}  // namespace

QString history_text(Session& session, BoxTarget target, qint64 key) {
    QStringList lines;
    session.attempt([&] {
        const BoxSet set = load_boxes(session, target);
        const auto box = std::find_if(set.boxes.begin(), set.boxes.end(),
                                      [key](const StoredAnnotation& entry) { return box_key(entry) == key; });
        if (box == set.boxes.end()) {
            return;
        }
        const QLocale locale;
        if (target.is_variant()) {
            const BoxOrigin origin = origin_of_box(session.project().variants().get(target.id), *box);
            if (!origin.adapter.empty()) {
                lines << QCoreApplication::translate("history", "made by the adapter %1, score %2")
                             .arg(QString::fromStdString(origin.adapter), locale.toString(origin.score, 'f', 2));
            }
        }
        for (const BoxEvent& event : events_of_box(set.history, key)) {
            lines << QCoreApplication::translate("history", "%1 by %2, %3")
                         .arg(act_word(event), QString::fromStdString(event.who),
                              locale.toString(QDateTime::fromSecsSinceEpoch(event.when), QLocale::ShortFormat));
        }
    });
    if (lines.size() > kMaxLines) {
        const auto extra = lines.size() - kMaxLines + 1;
        lines.erase(lines.begin() + 1, lines.begin() + 1 + extra);
        lines.insert(1, QStringLiteral("…"));
    }
    for (QString& line : lines) {
        line = line.toHtmlEscaped();
    }
    return lines.isEmpty()
               ? QString()
               : QStringLiteral("<p style='white-space:pre'>%1</p>").arg(lines.join(QStringLiteral("<br>")));
}

}  // namespace destudio::ui

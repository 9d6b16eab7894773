// SPDX-License-Identifier: Apache-2.0
#include "ui/window/version_actions.h"

#include <QAction>

#include "ui/actions/window_actions.h"
#include "ui/base/message_bar.h"
#include "ui/versions/versions_dialog.h"
#include "ui/window/close_question.h"
#include "ui/window/page_links.h"
#include "ui/window/window_controllers.h"

namespace destudio::ui {

VersionActions::VersionActions(WindowControllers& controllers, PageLinks& links, MessageBar& messages,
                               WindowActions& actions, QWidget* window, QObject* parent)
    : QObject(parent), m_controllers(controllers), m_links(links), m_messages(messages), m_window(window) {
    connect(actions.versions, &QAction::triggered, this, &VersionActions::show);
    connect(&controllers.projects, &ProjectController::went_back, this, &VersionActions::tell);
}

void VersionActions::show() {
    if (m_dialog.isNull()) {
        m_dialog = new VersionsDialog(m_controllers.workspace, m_controllers.pictures, m_window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_dialog, &VersionsDialog::picture_wanted, this,
                [this](const BoxTarget& target) { m_links.show_picture(target); });
        connect(m_dialog, &VersionsDialog::go_back_wanted, this, &VersionActions::go_back);
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void VersionActions::go_back(RowId version, const std::set<RowId>& variants) {
    // The project is closed for it, which would end what works on it.
    if (const QString running = CloseQuestion::running_work(m_controllers); !running.isEmpty()) {
        m_controllers.workspace.report(tr("%1 Wait for it or cancel it, then go back.").arg(running));
        return;
    }
    m_controllers.projects.go_back(version, variants);
}

void VersionActions::tell(const VersionReturn& result) {
    if (!result.sentence.isEmpty()) {
        m_controllers.workspace.report(result.sentence);
        return;
    }
    const VersionRestore& done = result.done;
    QString text =
        tr("Back at version %1: %2 variants as they were, %3 brought back, %4 removed, %5 references changed. "
           "What was before is version %6.")
            .arg(result.version)
            .arg(done.variants)
            .arg(done.brought_back)
            .arg(done.removed)
            .arg(done.references)
            .arg(done.kept);
    if (done.missing > 0) {
        m_controllers.workspace.report(
            tr("%n pictures are not on the disk any more; re-run makes them again from their "
               "recipes.",
               nullptr, static_cast<int>(done.missing)));
    }
    m_messages.show_note(text);
}

}  // namespace destudio::ui

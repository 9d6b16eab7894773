// SPDX-License-Identifier: Apache-2.0
#include "ui/window/author_name.h"

#include <QCoreApplication>
#include <QInputDialog>
#include <QLineEdit>

#include "core/base/user_name.h"
#include "ui/base/user_settings.h"
#include "ui/session/workspace.h"

namespace destudio::ui {

void ask_author_name(Workspace& workspace, QWidget* window) {
    UserSettings settings;
    const QString now = settings.author().isEmpty() ? QString::fromStdString(system_user_name()) : settings.author();
    bool agreed = false;
    const QString name = QInputDialog::getText(
        window, QCoreApplication::translate("author", "Your name"),
        QCoreApplication::translate("author",
                                    "Who changes boxes, as their history and exports keep it. Empty: the system's "
                                    "name of you."),
        QLineEdit::Normal, now, &agreed);
    if (!agreed) {
        return;
    }
    settings.set_author(name);
    if (Session* session = workspace.session()) {
        session->use_author();
    }
}

}  // namespace destudio::ui

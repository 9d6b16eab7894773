// SPDX-License-Identifier: Apache-2.0
#include "ui/window/close_question.h"

#include <QCheckBox>
#include <QMessageBox>
#include <QPushButton>

#include "ui/base/user_settings.h"
#include "ui/window/window_controllers.h"

namespace destudio::ui {

QString CloseQuestion::running_work(const WindowControllers& controllers) {
    QStringList parts;
    if (controllers.training.busy()) {
        const Progress& progress = controllers.training.progress();
        parts << (progress.total > 0 ? tr("a training (step %1 of %2)").arg(progress.done).arg(progress.total)
                                     : tr("a training"));
    }
    if (controllers.domain.busy()) {
        const Progress& progress = controllers.domain.progress();
        parts << (progress.total > 0 ? tr("a new domain (step %1 of %2)").arg(progress.done).arg(progress.total)
                                     : tr("a new domain"));
    }
    if (controllers.scale_ups.busy()) {
        parts << tr("a scale-up");
    }
    if (controllers.generation.busy()) {
        parts << tr("ladders");
    }
    if (controllers.exports.busy()) {
        parts << tr("an export");
    }
    return parts.isEmpty() ? QString() : tr("Still running: %1.").arg(parts.join(QStringLiteral(", ")));
}

bool CloseQuestion::may_close(const WindowControllers& controllers, QWidget* window) {
    UserSettings settings;
    const QString running = running_work(controllers);
    if (running.isEmpty() || !settings.ask_before_closing()) {
        return true;
    }
    QMessageBox question(QMessageBox::Question, tr("Close DiffusionEngine Studio?"), running, QMessageBox::NoButton,
                         window);
    question.setObjectName(QStringLiteral("close_question"));
    question.setInformativeText(tr("What is finished is kept. Ladders and trainings pause and can be resumed."));
    auto* close = question.addButton(tr("&Close"), QMessageBox::AcceptRole);
    auto* keep = question.addButton(tr("&Keep open"), QMessageBox::RejectRole);
    question.setDefaultButton(keep);
    question.setEscapeButton(keep);
    auto* never = new QCheckBox(tr("&Do not ask again"));
    question.setCheckBox(never);
    question.exec();
    const bool closes = question.clickedButton() == close;
    if (closes && never->isChecked()) {
        settings.set_ask_before_closing(false);
    }
    return closes;
}

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#include "ui/window/threads_menu.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QLocale>
#include <QMenu>
#include <QThread>

#include "core/engine/model/machine.h"
#include "ui/base/user_settings.h"

namespace destudio::ui {

void apply_remembered_threads() {
    if (const int threads = UserSettings().compute_threads(); threads > 0) {
        use_compute_threads(threads);
    }
}

void fill_threads_menu(QMenu* menu) {
    auto* group = new QActionGroup(menu);
    const int chosen = UserSettings().compute_threads();
    for (int threads = 0; threads <= QThread::idealThreadCount(); ++threads) {
        QAction* action =
            menu->addAction(threads == 0 ? QCoreApplication::translate("threads", "&Automatic (from the next start)")
                                         : QLocale().toString(threads));
        action->setObjectName(QStringLiteral("threads_%1").arg(threads));
        action->setCheckable(true);
        action->setChecked(threads == chosen);
        group->addAction(action);
        QObject::connect(action, &QAction::triggered, menu, [threads] {
            UserSettings().set_compute_threads(threads);
            apply_remembered_threads();
        });
    }
}

}  // namespace destudio::ui

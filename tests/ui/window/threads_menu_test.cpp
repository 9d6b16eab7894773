// SPDX-License-Identifier: Apache-2.0
#include "ui/window/threads_menu.h"

#include <QAction>
#include <QMenu>
#include <QSettings>
#include <QStandardPaths>
#include <QThread>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"
#include "ui/base/user_settings.h"

namespace destudio::threads_menu_test {

class ThreadsMenuTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void cleanup() { QSettings().clear(); }

    void offers_every_number_of_cores() {
        QMenu menu;
        ui::fill_threads_menu(&menu);
        QCOMPARE(menu.actions().size(), QThread::idealThreadCount() + 1);
        QVERIFY(menu.actions().front()->isChecked());
    }

    void a_choice_is_kept() {
        QMenu menu;
        ui::fill_threads_menu(&menu);
        menu.findChild<QAction*>(QStringLiteral("threads_1"))->trigger();
        QCOMPARE(ui::UserSettings().compute_threads(), 1);
        QMenu next;
        ui::fill_threads_menu(&next);
        QVERIFY(next.findChild<QAction*>(QStringLiteral("threads_1"))->isChecked());
        next.findChild<QAction*>(QStringLiteral("threads_0"))->trigger();
        QCOMPARE(ui::UserSettings().compute_threads(), 0);
    }

    void a_setting_of_another_machine_stays_within_this_ones_cores() {
        ui::UserSettings().set_compute_threads(4096);
        QCOMPARE(ui::UserSettings().compute_threads(), QThread::idealThreadCount());
        ui::UserSettings().set_compute_threads(-3);
        QCOMPARE(ui::UserSettings().compute_threads(), 0);
    }
};

DESTUDIO_GUI_TEST(ThreadsMenuTest)

}  // namespace destudio::threads_menu_test

#include "threads_menu_test.moc"

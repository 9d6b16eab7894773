// SPDX-License-Identifier: Apache-2.0
// The ladder announces what will be made: ratios that run the same number of steps are one rung.
#include <QLabel>
#include <QLineEdit>
#include <QStandardPaths>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/ladder/ladder_page.h"
#include "widgets/ladder/ladder_view.h"

namespace destudio::planned_rungs_test {

class PlannedRungsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void what_is_announced_is_what_is_made() {
        const test::WindowFixture fixture;  // 4 steps, seeds 1 and 2
        const auto window = fixture.open();
        const auto* view = window->ladder_page()->view();
        window->findChild<QLineEdit*>(QStringLiteral("ratios"))->setText(QStringLiteral("0.5, 0.6, 1"));
        QTRY_COMPARE(view->column_count(), 3);  // the reference, two steps, four steps
        QCOMPARE(view->row_count(), 2);
        const auto* note = window->findChild<QLabel*>(QStringLiteral("ratios_note"));
        QVERIFY2(note->text().startsWith(QStringLiteral("Runs 2, 4 of 4 steps")), qPrintable(note->text()));
        QVERIFY2(note->text().contains(QStringLiteral("0.6 runs as many steps as 0.5")), qPrintable(note->text()));
        QVERIFY(window->generate());
        QTRY_VERIFY(!window->generation().busy());
        QTRY_COMPARE(view->cell(1, 2)->state_text(), QStringLiteral("new · 2 boxes"));
        QCOMPARE(view->column_count(), 3);
    }
};

DESTUDIO_GUI_TEST(PlannedRungsTest)

}  // namespace destudio::planned_rungs_test

#include "planned_rungs_test.moc"

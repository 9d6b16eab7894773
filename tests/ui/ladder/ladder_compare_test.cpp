// SPDX-License-Identifier: Apache-2.0
// Difference and wipe on the ladder, with real keys and mouse.
#include <QAction>
#include <QStandardPaths>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/ladder/ladder_page.h"
#include "widgets/ladder/ladder_view.h"

namespace destudio::ladder_compare_test {

using widgets::CompareView;

class LadderCompareTest : public QObject {
    Q_OBJECT

    static std::unique_ptr<test::TestWindow> open(const test::WindowFixture& fixture) {
        auto window = fixture.open();
        if (!QTest::qWaitForWindowExposed(window.get())) {
            qFatal("no window");
        }
        QTest::keyClick(window.get(), Qt::Key_Return, Qt::ControlModifier);
        if (!QTest::qWaitFor([&] { return window->settled(); }, 20'000)) {
            qFatal("no ladder");
        }
        return window;
    }

    static QColor pixel(widgets::CompareCanvas* canvas, QPointF picture_position) {
        const QImage shown = canvas->viewport()->grab().toImage();
        return shown.pixelColor(canvas->to_viewport(picture_position).toPoint());
    }

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void shift_d_shows_differences() {
        const test::WindowFixture fixture;
        const auto window = open(fixture);
        auto* view = window->ladder_page()->view();
        auto* canvas = view->cell(0, 1)->canvas();
        QTRY_VERIFY(!canvas->picture().empty());
        QVERIFY(canvas->comparison().difference.empty());  // made when it is asked for
        // The fake variant is the negative: (200,120,60) became (55,135,195).
        const QPointF place(110, 10);
        QCOMPARE(pixel(canvas, place), QColor(55, 135, 195));
        QTest::keyClick(window.get(), Qt::Key_D, Qt::ShiftModifier);
        QVERIFY(view->compare_view()->mode() == CompareView::Mode::kDifference);
        QVERIFY(window->actions_of_window().difference->isChecked());
        QTRY_VERIFY(!canvas->comparison().difference.empty());
        const QColor difference = pixel(canvas, place);
        QVERIFY(difference != QColor(55, 135, 195));
        QVERIFY(difference.lightness() > 150);  // as far apart as the scale goes
        QVERIFY(view->reference_cell()->canvas()->comparison().original.empty());
        QTest::keyClick(window.get(), Qt::Key_W, Qt::ShiftModifier);
        QVERIFY(view->compare_view()->mode() == CompareView::Mode::kWipe);
        QVERIFY(!window->actions_of_window().difference->isChecked());
        QTest::keyClick(window.get(), Qt::Key_W, Qt::ShiftModifier);
        QVERIFY(view->compare_view()->mode() == CompareView::Mode::kOff);
        QCOMPARE(pixel(canvas, place), QColor(55, 135, 195));
    }

    void the_wipe_line_is_dragged_in_all_cells() {
        const test::WindowFixture fixture;
        const auto window = open(fixture);
        auto* view = window->ladder_page()->view();
        auto* canvas = view->cell(0, 1)->canvas();
        auto* other = view->cell(1, 2)->canvas();
        QTRY_VERIFY(!canvas->picture().empty() && !other->picture().empty());
        QVERIFY(!canvas->line());
        QTest::keyClick(window.get(), Qt::Key_W, Qt::ShiftModifier);
        QTRY_VERIFY(canvas->line() && other->line());
        const QColor reference(200, 120, 60);
        const QColor variant(55, 135, 195);
        QCOMPARE(pixel(canvas, {4, 92}), reference);
        QCOMPARE(pixel(canvas, {124, 92}), variant);
        const QPoint from(static_cast<int>(*canvas->line()), canvas->viewport()->height() / 2);
        const QPoint to(canvas->viewport()->width() / 10, from.y());
        QTest::mousePress(canvas->viewport(), Qt::LeftButton, {}, from);
        QTest::mouseMove(canvas->viewport(), (from + to) / 2);
        QTest::mouseMove(canvas->viewport(), to);
        QTest::mouseRelease(canvas->viewport(), Qt::LeftButton, {}, to);
        QVERIFY(std::abs(view->compare_view()->split() - 0.1) < 0.02);
        QCOMPARE(pixel(other, {40, 92}), variant);
        QCOMPARE(window->workspace().target()->is_variant(), true);  // the cell became the current one
        QCOMPARE(view->linked_view()->zoom(), 1.0);                  // and nothing was panned
        // By keyboard.
        for (int i = 0; i < 30; ++i) {
            QTest::keyClick(window.get(), Qt::Key_Right, Qt::ControlModifier);
        }
        QCOMPARE(view->compare_view()->split(), 1.0);
        QCOMPARE(pixel(other, {124, 92}), reference);
        QTest::keyClick(window.get(), Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(view->compare_view()->split(), 0.95);
        QTest::keyClick(window.get(), Qt::Key_W, Qt::ShiftModifier);
        QVERIFY(!window->actions_of_window().wipe_left->isEnabled());
    }

    void a_rung_tells_its_own_steps() {
        const test::WindowFixture fixture;
        const auto window = open(fixture);
        auto* cell = window->ladder_page()->view()->cell(0, 2);
        QTRY_COMPARE(cell->state_text(), QStringLiteral("new · 2 boxes"));
        QVERIFY2(cell->toolTip().startsWith(QStringLiteral("4 steps of 4")), qPrintable(cell->toolTip()));
        // One of the two rows gets a rung of 8 steps: the column's title tells 8, the other row's cell tells 4.
        auto settings = window->workspace().session()->project().settings().generation();
        settings.bundle = fixture.folder() / "bundle";
        settings.ratios = {1.0};
        settings.seeds = {2};
        settings.steps = 8;
        window->generation().generate({window->workspace().reference()}, settings);
        QTRY_VERIFY_WITH_TIMEOUT(window->settled(), 20'000);
        QTRY_COMPARE(cell->state_text(), QStringLiteral("new · 2 boxes · 4 steps"));
        QCOMPARE(window->ladder_page()->view()->cell(1, 2)->state_text(), QStringLiteral("new · 2 boxes"));
    }
};

DESTUDIO_GUI_TEST(LadderCompareTest)

}  // namespace destudio::ladder_compare_test

#include "ladder_compare_test.moc"

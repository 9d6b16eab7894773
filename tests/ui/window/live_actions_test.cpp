// SPDX-License-Identifier: Apache-2.0
// The window's live ladder: from a handle or the wheel to a picture, and from a word to where the model looked.
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStandardPaths>
#include <QToolButton>
#include <QWheelEvent>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/ladder/ladder_page.h"
#include "widgets/base/ratio_track.h"
#include "widgets/ladder/ladder_view.h"
#include "widgets/ladder/word_line.h"

namespace destudio::live_actions_test {

namespace {

void wheel_over(QWidget* widget, int delta) {
    const QPointF at = widget->rect().center();
    QWheelEvent event(at, widget->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(widget, &event);
}

void drag(widgets::RatioTrack* track, double from, double to) {
    QTest::mousePress(track, Qt::LeftButton, {}, track->place_of(from));
    for (const double place : {from + (to - from) / 2, to}) {
        QMouseEvent event(QEvent::MouseMove, track->place_of(place), track->mapToGlobal(track->place_of(place)),
                          Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(track, &event);
    }
    QTest::mouseRelease(track, Qt::LeftButton, {}, track->place_of(to));
}

widgets::LadderCell* live_cell(const test::TestWindow& window) {
    const widgets::LadderView* view = window.ladder_page()->view();
    for (int row = 0; row < view->row_count(); ++row) {
        for (int column = 1; column < view->column_count(); ++column) {
            if (view->cell(row, column)->state_text().startsWith(QStringLiteral("live"))) {
                return view->cell(row, column);
            }
        }
    }
    return nullptr;
}

std::size_t variants_of(test::TestWindow& window) {
    Project& project = window.workspace().session()->project();
    return project.variants().of_reference(window.workspace().reference()).size();
}

}  // namespace

class LiveActionsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void a_dragged_ratio_draws_and_keeps_nothing_until_generate() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        auto* track = window->findChild<widgets::RatioTrack*>(QStringLiteral("ratio_track"));
        QCOMPARE(track->ratios(), (std::vector<double>{0.5, 1.0}));
        drag(track, 0.5, 0.75);
        QCOMPARE(window->findChild<QLineEdit*>(QStringLiteral("ratios"))->text(), QStringLiteral("0.75, 1"));
        QTRY_VERIFY(window->settled());
        QTRY_VERIFY(live_cell(*window) != nullptr);
        QTRY_VERIFY(!live_cell(*window)->canvas()->picture().empty());
        QCOMPARE(window->controllers().live.picture()->rung.encode_ratio, 0.75);
        QCOMPARE(variants_of(*window), std::size_t{0});
        QVERIFY(window->generate());
        QVERIFY(!window->controllers().live.picture());
        QTRY_VERIFY(window->settled());
        QCOMPARE(variants_of(*window), std::size_t{4});
        QTRY_VERIFY(live_cell(*window) == nullptr);
        window->projects().close();
    }

    void the_wheel_steps_seeds_over_the_field_and_over_the_picture() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        auto* seeds = window->findChild<QLineEdit*>(QStringLiteral("seeds"));
        wheel_over(seeds, 120);
        QCOMPARE(seeds->text(), QStringLiteral("2, 3"));
        QTRY_VERIFY(window->settled() && live_cell(*window) != nullptr);
        QCOMPARE(window->controllers().live.picture()->rung.seed, std::uint64_t{2});
        QTRY_VERIFY(!live_cell(*window)->canvas()->picture().empty());
        wheel_over(live_cell(*window)->canvas()->viewport(), 60);  // half a notch of a touch pad
        QCOMPARE(seeds->text(), QStringLiteral("2, 3"));
        wheel_over(live_cell(*window)->canvas()->viewport(), 60);
        QCOMPARE(seeds->text(), QStringLiteral("3, 4"));
        QTRY_VERIFY(window->settled());
        QCOMPARE(window->controllers().live.picture()->rung.seed, std::uint64_t{3});
        seeds->setFocus();
        QTest::keyClick(seeds, Qt::Key_Down);
        QCOMPARE(seeds->text(), QStringLiteral("2, 3"));
        window->projects().close();
    }

    void other_settings_or_the_switch_end_it() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        auto* track = window->findChild<widgets::RatioTrack*>(QStringLiteral("ratio_track"));
        auto* live = window->findChild<QToolButton*>(QStringLiteral("live"));
        drag(track, 0.5, 0.75);
        QVERIFY(window->controllers().live.picture());
        window->findChild<QPlainTextEdit*>(QStringLiteral("prompt"))->setPlainText(QStringLiteral("A dog."));
        QVERIFY(!window->controllers().live.picture());
        live->setChecked(false);
        drag(track, 0.75, 0.9);
        QCOMPARE(track->ratios(), (std::vector<double>{0.9, 1.0}));
        QVERIFY(!window->controllers().live.picture());
        live->setChecked(true);
        QTRY_VERIFY(window->settled());
        window->projects().close();
    }

    void a_word_of_the_prompt_tints_the_variant() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        QVERIFY(window->generate());
        QTRY_VERIFY(window->settled());
        ui::Workspace& workspace = window->workspace();
        const auto variants = workspace.session()->project().variants().of_reference(workspace.reference());
        const ui::BoxTarget target{ui::BoxTarget::Kind::kVariant, variants.front().id};
        workspace.set_target(target);
        auto* line = window->findChild<widgets::WordLine*>(QStringLiteral("prompt_line"));
        QTRY_COMPARE(line->text(), QStringLiteral("A cat."));
        QVERIFY(line->isVisible());
        QTRY_VERIFY(window->ladder_page()->canvas() != nullptr && !window->ladder_page()->canvas()->picture().empty());
        const auto plain = window->ladder_page()->canvas()->picture();
        QTest::keyClick(line, Qt::Key_Right);
        QTest::keyClick(line, Qt::Key_Right);
        QCOMPARE(line->marked(), QStringLiteral("cat"));
        QTRY_VERIFY(!window->ladder_page()->canvas()->picture().is_same_as(plain));
        QCOMPARE(window->ladder_page()->canvas()->picture().size(), plain.size());
        QFocusEvent out(QEvent::FocusOut);
        QCoreApplication::sendEvent(line, &out);
        QVERIFY(window->ladder_page()->canvas()->picture().is_same_as(plain));
        window->projects().close();
    }
};

DESTUDIO_GUI_TEST(LiveActionsTest)

}  // namespace destudio::live_actions_test

#include "live_actions_test.moc"

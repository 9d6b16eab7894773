// SPDX-License-Identifier: Apache-2.0
// A ladder whose generation failed tells so, and why, where the variants would stand.
#include "ui/generate/failed_rungs.h"

#include <QStandardPaths>
#include <QtTest/QtTest>
#include <atomic>

#include "tests/support/test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/ladder/ladder_page.h"
#include "widgets/ladder/ladder_view.h"

namespace destudio::failed_rungs_test {

class FailedRungsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void a_rung_fails_once() {
        ui::FailedRungs failed;
        failed.remember(1, {{0.5, 7}, 30, Sampler::kDpmpp2m, QStringLiteral("first")});
        failed.remember(1, {{0.5, 7}, 30, Sampler::kDpmpp2m, QStringLiteral("second")});
        failed.remember(1, {{0.6, 7}, 30, Sampler::kDpmpp2m, QStringLiteral("other")});
        QCOMPARE(failed.of(1).size(), std::size_t{2});
        QVERIFY(failed.of(2).empty());
        failed.forget(1, {0.5, 8});
        failed.forget(1, {0.5, 7});
        QCOMPARE(failed.of(1).size(), std::size_t{1});
        QCOMPARE(failed.of(1).front().sentence, QStringLiteral("other"));
    }

    void the_ladder_shows_what_failed() {
        const test::WindowFixture fixture;
        std::atomic<bool> broken{true};
        test::TestWindow window(test::fake_jobs([&broken](std::stop_token) {
            if (broken) {
                throw IoError("The disk is full. Make room and try again.");
            }
        }));
        window.resize(1400, 900);
        window.projects().open(fixture.file());
        window.show();
        test::wait_until_open(window);
        QTest::keyClick(&window, Qt::Key_Return, Qt::ControlModifier);
        const auto* view = window.ladder_page()->view();
        const auto cell = [&](int row, int column) { return view->cell(row, column)->state_text(); };
        QTRY_COMPARE(cell(0, 1), QStringLiteral("failed"));
        QCOMPARE(cell(1, 2), QStringLiteral("failed"));
        QVERIFY(window.message().contains(QStringLiteral("The disk is full")));
        // Asked for again, it is made.
        broken = false;
        QTest::keyClick(&window, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(cell(0, 1), QStringLiteral("new · 2 boxes"), 20'000);
        QTRY_COMPARE(cell(1, 2), QStringLiteral("new · 2 boxes"));
        QVERIFY(window.generation().failed(window.workspace().reference()).empty());
    }
};

DESTUDIO_GUI_TEST(FailedRungsTest)

}  // namespace destudio::failed_rungs_test

#include "failed_rungs_test.moc"

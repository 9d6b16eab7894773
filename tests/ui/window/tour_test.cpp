// SPDX-License-Identifier: Apache-2.0
#include "ui/window/tour.h"

#include <QAction>
#include <QMouseEvent>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"
#include "tests/ui/window_fixture.h"
#include "ui/base/user_settings.h"
#include "widgets/base/coach_mark.h"

namespace destudio::tour_test {

class TourTest : public QObject {
    Q_OBJECT

    static widgets::CoachMark* mark(const test::TestWindow& window) { return window.findChild<widgets::CoachMark*>(); }
    static void press(const test::TestWindow& window, const char* button) {
        QTest::mouseClick(mark(window)->findChild<QPushButton*>(QLatin1String(button)), Qt::LeftButton);
    }

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QSettings().clear(); }
    void cleanupTestCase() { QSettings().clear(); }

    void walks_through_the_window_and_remembers() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        window->tour().offer();
        QVERIFY(window->tour().running());
        QVERIFY(window->tour().steps() >= 6 && window->tour().steps() <= 10);  // a minute
        QVERIFY(!mark(*window)->findChild<QPushButton*>(QStringLiteral("coach_back"))->isEnabled());
        for (int step = 0; step < window->tour().steps(); ++step) {
            QCOMPARE(window->tour().step(), step);
            QWidget* target = mark(*window)->target();
            QVERIFY2(target != nullptr && target->isVisible(), qPrintable(mark(*window)->accessibleName()));
            QVERIFY(window->rect().contains(mark(*window)->geometry()));
            QVERIFY(!mark(*window)->accessibleDescription().contains(QStringLiteral("%1")));
            press(*window, "coach_next");
        }
        QVERIFY(!window->tour().running());
        QVERIFY(ui::UserSettings().tour_seen());
        window->tour().offer();
        QVERIFY(!window->tour().running());
        window->actions_of_window().tour->trigger();
        QVERIFY(window->tour().running());
    }

    void it_can_be_left_and_does_not_block() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        window->tour().start();
        press(*window, "coach_next");
        press(*window, "coach_back");
        QCOMPARE(window->tour().step(), 0);
        // The window works behind it.
        const auto before = window->workspace().target();
        window->actions_of_window().next->trigger();
        QVERIFY(window->workspace().target() != before || window->workspace().reference() != 0);
        window->resize(1000, 700);
        QTRY_VERIFY(window->rect().contains(mark(*window)->geometry()));
        QTest::keyClick(mark(*window), Qt::Key_Escape);
        QVERIFY(!window->tour().running());
        QVERIFY(ui::UserSettings().tour_seen());
    }

    void it_tells_the_keys_that_a_person_chose() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        auto& registry = window->registry();
        registry.set_keys(registry.index_of(QStringLiteral("generate")), {QKeySequence(Qt::CTRL | Qt::Key_J)});
        window->tour().start();
        QTest::keyClick(mark(*window), Qt::Key_Return);
        QVERIFY2(mark(*window)->accessibleDescription().contains(QStringLiteral("Ctrl+J")),
                 qPrintable(mark(*window)->accessibleDescription()));
    }
};

DESTUDIO_GUI_TEST(TourTest)

}  // namespace destudio::tour_test

#include "tour_test.moc"

// SPDX-License-Identifier: Apache-2.0
// What the line above the pages keeps, and what goes away by itself.
#include "ui/base/message_bar.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QToolButton>

#include "tests/support/test_main.h"
#include "tests/ui/window_fixture.h"

namespace destudio::message_bar_test {

using ui::MessageBar;

class MessageBarTest : public QObject {
    Q_OBJECT

    static QImage sign(const MessageBar& bar) {
        return bar.findChild<QLabel*>(QStringLiteral("message_sign"))->pixmap().toImage();
    }

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void cleanupTestCase() { QSettings().clear(); }

    void a_note_goes_away_by_itself() {
        MessageBar bar;
        bar.show_sentence(QStringLiteral("The disk is full."));
        const QImage warning = sign(bar);
        bar.show_note(QStringLiteral("Carried to 1 variant."));
        QCOMPARE(bar.sentence(), QStringLiteral("Carried to 1 variant."));
        QVERIFY(sign(bar) != warning);
        QTRY_COMPARE_WITH_TIMEOUT(bar.sentence(), QStringLiteral("The disk is full."), MessageBar::kNoteMs + 3000);
        QCOMPARE(sign(bar), warning);
        bar.show_note(QStringLiteral("Carried to 2 variants."));
        bar.close_note();
        bar.close_note();  // is about notes alone
        QCOMPARE(bar.sentence(), QStringLiteral("The disk is full."));
        // A note's end takes nothing away that came after it.
        bar.show_note(QStringLiteral("Carried to 3 variants."));
        QAction go_on(QStringLiteral("Go on"));
        bar.show_offer(QStringLiteral("Two ladders were not finished."), {&go_on});
        QTest::qWait(MessageBar::kNoteMs + 200);
        QCOMPARE(bar.sentence(), QStringLiteral("Two ladders were not finished."));
        bar.show();
        QTest::mouseClick(bar.findChild<QToolButton*>(), Qt::LeftButton);
        QVERIFY(bar.sentence().isEmpty());
    }

    void another_page_takes_a_note_away() {
        const test::WindowFixture fixture;
        const auto window = fixture.open();
        auto* bar = window->findChild<MessageBar*>();
        QVERIFY(bar);
        window->workspace().report(QStringLiteral("The disk is full."));
        bar->show_note(QStringLiteral("Carried to 1 variant."));
        QTest::keyClick(window.get(), Qt::Key_1, Qt::ControlModifier);  // the page that is shown
        QCOMPARE(window->message(), QStringLiteral("Carried to 1 variant."));
        QTest::keyClick(window.get(), Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(window->message(), QStringLiteral("The disk is full."));
        QTest::keyClick(window.get(), Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(window->message(), QStringLiteral("The disk is full."));
    }
};

DESTUDIO_GUI_TEST(MessageBarTest)

}  // namespace destudio::message_bar_test

#include "message_bar_test.moc"

// SPDX-License-Identifier: Apache-2.0
// Words end by themselves, and no key is taken away from the field that it needs.
#include "ui/base/word_completion.h"

#include <QListView>
#include <QPlainTextEdit>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"

namespace destudio::word_completion_test {

using destudio::ui::WordCompletion;

namespace {

/// What the field did not want reaches its parent.
class KeyCounter : public QWidget {
public:
    int escapes = 0;

protected:
    void keyPressEvent(QKeyEvent* event) override { escapes += event->key() == Qt::Key_Escape; }
};

}  // namespace

class WordCompletionTest : public QObject {
    Q_OBJECT

    KeyCounter m_window;
    QPlainTextEdit* m_edit = nullptr;
    WordCompletion* m_completion = nullptr;

private slots:
    void init() {
        delete m_edit;
        m_edit = new QPlainTextEdit(&m_window);
        m_completion = new WordCompletion(m_edit);
        m_completion->set_words({QStringLiteral("bicycle"), QStringLiteral("bird"), QStringLiteral("grass")});
        m_window.escapes = 0;
        m_window.show();
        m_edit->show();
        m_edit->setFocus();
        QVERIFY(QTest::qWaitForWindowActive(&m_window));
    }

    void tab_takes_the_first_and_keeps_what_was_typed() {
        QTest::keyClicks(m_edit, QStringLiteral("A Bi"));
        QCOMPARE(m_completion->offered(), (QStringList{QStringLiteral("bicycle"), QStringLiteral("bird")}));
        QVERIFY(m_edit->hasFocus());
        QTest::keyClick(m_edit, Qt::Key_Tab);
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("A Bicycle"));
        QVERIFY(!m_completion->is_open());
    }

    void down_chooses_and_return_takes_what_was_chosen() {
        QTest::keyClicks(m_edit, QStringLiteral("bi"));
        QTest::keyClick(m_edit, Qt::Key_Down);
        QTest::keyClick(m_edit, Qt::Key_Down);
        QTest::keyClick(m_edit, Qt::Key_Return);
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("bird"));
    }

    void return_is_the_fields_own_when_nothing_was_chosen() {
        QTest::keyClicks(m_edit, QStringLiteral("bi"));
        QVERIFY(m_completion->is_open());
        QTest::keyClick(m_edit, Qt::Key_Return);
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("bi\n"));
        QVERIFY(!m_completion->is_open());
    }

    void escape_closes_the_list_and_goes_on() {
        QTest::keyClicks(m_edit, QStringLiteral("gra"));
        QVERIFY(m_completion->is_open());
        QTest::keyClick(m_edit, Qt::Key_Escape);
        QVERIFY(!m_completion->is_open());
        QCOMPARE(m_window.escapes, 1);
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("gra"));
    }

    void nothing_is_offered_for_one_letter_within_a_word_or_by_program() {
        QTest::keyClicks(m_edit, QStringLiteral("b"));
        QVERIFY(!m_completion->is_open());
        m_edit->setPlainText(QStringLiteral("bi"));
        QVERIFY(!m_completion->is_open());
        m_edit->setPlainText(QStringLiteral("ird"));
        m_edit->moveCursor(QTextCursor::Start);
        QTest::keyClicks(m_edit, QStringLiteral("bi"));
        QVERIFY(!m_completion->is_open());
    }
};

DESTUDIO_GUI_TEST(WordCompletionTest)

}  // namespace destudio::word_completion_test

#include "word_completion_test.moc"

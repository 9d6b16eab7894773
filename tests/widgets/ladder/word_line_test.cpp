// SPDX-License-Identifier: Apache-2.0
#include "widgets/ladder/word_line.h"

#include <QSignalSpy>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"

namespace destudio::word_line_test {

using destudio::widgets::WordLine;

class WordLineTest : public QObject {
    Q_OBJECT

private slots:
    void words_tell_when_the_pointer_rests_on_them() {
        WordLine line;
        line.resize(600, 24);
        line.set_text(QStringLiteral("A red cat, on grass."));
        line.show();
        QSignalSpy marked(&line, &WordLine::word_marked);
        QTest::mouseMove(&line, line.place_of(QStringLiteral("cat")).center());
        QTRY_COMPARE(line.marked(), QStringLiteral("cat"));
        QTest::mouseMove(&line, line.place_of(QStringLiteral("grass")).center());
        QTRY_COMPARE(line.marked(), QStringLiteral("grass"));
        QTest::mouseMove(&line, QPoint(590, 12));
        QTRY_COMPARE(line.marked(), QString());
        QCOMPARE(marked.last()[0].toString(), QString());
    }

    void keys_walk_over_the_words() {
        WordLine line;
        line.set_text(QStringLiteral("A cat."));
        QTest::keyClick(&line, Qt::Key_Right);
        QCOMPARE(line.marked(), QStringLiteral("A"));
        QTest::keyClick(&line, Qt::Key_Left);
        QCOMPARE(line.marked(), QStringLiteral("cat"));
        line.set_text(QStringLiteral("Another sentence."));
        QCOMPARE(line.marked(), QString());
    }

    void what_is_cut_off_has_no_place() {
        WordLine line;
        line.resize(60, 24);
        line.set_text(QStringLiteral("A cat on a very long and very green meadow"));
        QVERIFY(!line.place_of(QStringLiteral("A")).isEmpty());
        QVERIFY(line.place_of(QStringLiteral("meadow")).isEmpty());
    }
};

DESTUDIO_GUI_TEST(WordLineTest)

}  // namespace destudio::word_line_test

#include "word_line_test.moc"

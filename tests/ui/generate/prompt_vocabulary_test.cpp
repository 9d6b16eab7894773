// SPDX-License-Identifier: Apache-2.0
#include "ui/generate/prompt_vocabulary.h"

#include <QtTest/QtTest>

#include "tests/support/test_main.h"

namespace destudio::prompt_vocabulary_test {

class PromptVocabularyTest : public QObject {
    Q_OBJECT

private slots:
    void classes_come_first_then_the_commonest_words_of_captions() {
        const QStringList words = ui::prompt_words(
            {"traffic light", "Cat"}, {"A cat on green grass.", "Grass, and a bird; green-ish.", "Grass is not a bus"});
        QCOMPARE(words.mid(0, 3),
                 (QStringList{QStringLiteral("traffic"), QStringLiteral("light"), QStringLiteral("Cat")}));
        QCOMPARE(words[3], QStringLiteral("grass"));
        QVERIFY(words.contains(QStringLiteral("green-ish")));
        QCOMPARE(words.count(QStringLiteral("cat")), 0);  // a class already
        QVERIFY(!words.contains(QStringLiteral("on")));   // nothing to complete
    }

    void words_of_every_script() {
        QCOMPARE(ui::prompt_words({}, {"Ein Mädchen läuft"}),
                 (QStringList{QStringLiteral("ein"), QStringLiteral("läuft"), QStringLiteral("mädchen")}));
    }
};

DESTUDIO_GUI_TEST(PromptVocabularyTest)

}  // namespace destudio::prompt_vocabulary_test

#include "prompt_vocabulary_test.moc"

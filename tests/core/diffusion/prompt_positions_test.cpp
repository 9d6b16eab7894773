// SPDX-License-Identifier: Apache-2.0
#include "tests/support/tiny_bundle.h"

#include "core/diffusion/prompt_positions.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>
#include "tests/support/test_main.h"

namespace destudio::prompt_positions_test {

class PromptPositionsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    /// One token for each letter, so a letter's position is easy to count.
    diffusion::ClipTokenizer tokenizer() const {
        const std::filesystem::path folder = m_folder.path().toStdString();
        test::write_tiny_tokenizer(folder);
        return diffusion::ClipTokenizer(folder);
    }

    using Positions = std::vector<std::int64_t>;

private slots:
    void finds_every_occurrence() {
        const auto letters = tokenizer();
        // Position 0 is the start token.
        QCOMPARE(diffusion::prompt_positions(letters, "cat", "cat"), (Positions{1, 2, 3}));
        QCOMPARE(diffusion::prompt_positions(letters, "a cat, a dog, a cat", "cat"), (Positions{2, 3, 4, 12, 13, 14}));
        QCOMPARE(diffusion::prompt_positions(letters, "A CAT", "cat"), (Positions{2, 3, 4}));
    }

    void a_plural_counts_and_another_word_does_not() {
        const auto letters = tokenizer();
        QCOMPARE(diffusion::prompt_positions(letters, "two cats", "cat"), (Positions{4, 5, 6, 7}));
        QVERIFY(diffusion::prompt_positions(letters, "a category", "cat").empty());
        QVERIFY(diffusion::prompt_positions(letters, "a dog", "cat").empty());
        QVERIFY(diffusion::prompt_positions(letters, "a dog", "").empty());
        QVERIFY(diffusion::prompt_positions(letters, "", "cat").empty());
    }

    void several_words_are_one_phrase() {
        const auto letters = tokenizer();
        QCOMPARE(diffusion::prompt_positions(letters, "a red car", "red car"), (Positions{2, 3, 4, 5, 6, 7}));
    }

    void what_is_cut_off_has_no_position() {
        const auto letters = tokenizer();
        const QString filler(80, QLatin1Char('x'));
        QVERIFY(diffusion::prompt_positions(letters, (filler + QStringLiteral(" cat")).toStdString(), "cat").empty());
        // Letters up to the 73rd fill all but three of the places before the end token.
        const auto partly = (filler.left(73) + QStringLiteral(" cat")).toStdString();
        for (const auto position : diffusion::prompt_positions(letters, partly, "cat")) {
            QVERIFY(position < letters.length() - 1);
        }
    }
};

DESTUDIO_CORE_TEST(PromptPositionsTest)

}  // namespace destudio::prompt_positions_test

#include "prompt_positions_test.moc"

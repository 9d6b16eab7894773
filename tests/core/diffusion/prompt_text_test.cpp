// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/prompt_text.h"

#include <QtTest/QtTest>
#include "tests/support/test_main.h"

namespace destudio::prompt_text_test {

namespace diffusion = destudio::diffusion;

class PromptTextTest : public QObject {
    Q_OBJECT

private slots:
    void utf8_round_trips_and_repairs() {
        const std::string text = "a\u00e9\u65e5\U0001F436";
        QCOMPARE(diffusion::encode_utf8(diffusion::decode_utf8(text)), text);
        QCOMPARE(diffusion::decode_utf8("\xFF"
                                        "a"),
                 std::u32string(U"\uFFFD"
                                U"a"));
        QCOMPARE(diffusion::decode_utf8("\xC0\xAF"), std::u32string(U"\uFFFD\uFFFD"));  // overlong
        QCOMPARE(diffusion::decode_utf8("\xE6\x97"), std::u32string(U"\uFFFD\uFFFD"));  // cut short
    }

    void cleans_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("cleaned");
        QTest::newRow("case") << "A Photo"
                              << "a photo";
        QTest::newRow("white space") << " \t a \n b\u2003c\u00a0 "
                                     << "a b c";
        QTest::newRow("named entity") << "a &amp; b &eacute;" << QString::fromUtf8("a & b \u00e9");
        QTest::newRow("twice escaped") << "fish &amp;amp; chips"
                                       << "fish & chips";
        QTest::newRow("numeric") << "&#39;x&#x27;"
                                 << "'x'";
        QTest::newRow("no entity") << "a & b &unknown; &#;"
                                   << "a & b &unknown; &#;";
        QTest::newRow("out of range") << "&#99999999;" << QString::fromUtf8("\ufffd");
        QTest::newRow("named in HTML 5") << "&apos;x&apos; &lang;" << QString::fromUtf8("'x' \u27e8");
        QTest::newRow("two characters") << "&NotEqualTilde;" << QString::fromUtf8("\u2242\u0338");
        QTest::newRow("old name without semicolon") << "&copy2023 &amp" << QString::fromUtf8("\u00a92023 &");
        QTest::newRow("new name without semicolon") << "&apos"
                                                    << "&apos";
        QTest::newRow("line feed by name") << "a&NewLine;b&Tab;c"
                                           << "a b c";
        QTest::newRow("Windows-1252 number") << "&#150;" << QString::fromUtf8("\u2013");
        QTest::newRow("control number") << "a&#1;b"
                                        << "ab";
        QTest::newRow("empty") << "  "
                               << "";
    }
    void cleans() {
        QFETCH(QString, text);
        QFETCH(QString, cleaned);
        QCOMPARE(QString::fromStdString(diffusion::encode_utf8(diffusion::clean_prompt(text.toStdString()))), cleaned);
    }

    void splits() {
        const auto words = diffusion::split_words(U"it's 12 cats, ok!?");
        const std::vector<std::u32string> expected = {U"it", U"'s", U"1", U"2", U"cats", U",", U"ok", U"!?"};
        QVERIFY(words == expected);
    }

    void keeps_the_special_tokens_whole() {
        const auto words = diffusion::split_words(U"a <end_of_text>b <end_of");
        const std::vector<std::u32string> expected = {U"a", U"<end_of_text>", U"b", U"<", U"end", U"_", U"of"};
        QVERIFY(words == expected);
    }
};

DESTUDIO_TEST(PromptTextTest)

}  // namespace destudio::prompt_text_test

#include "prompt_text_test.moc"

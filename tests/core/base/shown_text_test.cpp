// SPDX-License-Identifier: Apache-2.0
#include "core/base/shown_text.h"

#include <QtTest/QtTest>

#include "tests/support/test_main.h"

namespace destudio::shown_text_test {

class ShownTextTest : public QObject {
    Q_OBJECT

private slots:
    void control_characters_are_escaped() {
        QCOMPARE(shown_text("a\x1b[31mred\a\r\n\tend"), std::string("a\\x1b[31mred\\x07\\x0d\\x0a\\x09end"));
        QCOMPARE(shown_text("one\n\ttwo\r", true), std::string("one\n\ttwo\\x0d"));
        QCOMPARE(shown_text("\x7f\xc2\x9b"), std::string("\\u007f\\u009b"));
        QCOMPARE(shown_text("ab\xe2\x80\xae"), std::string("ab\\u202e"));
        QCOMPARE(shown_text(std::string_view("\0x", 2)), std::string("\\x00x"));
    }

    void letters_of_every_script_stay() {
        const std::string text = "M\xc3\xbcnchen \xe4\xb8\xad\xe6\x96\x87 \xf0\x9f\x90\x88 caf\xc3\xa9";
        QCOMPARE(shown_text(text), text);
    }

    void bytes_that_are_no_letters_are_escaped() {
        QCOMPARE(shown_text("\xff\xc3"), std::string("\\xff\\xc3"));
        QCOMPARE(shown_text("\xe0\x80\x80"), std::string("\\xe0\\x80\\x80"));  // too long a form
        QCOMPARE(shown_text("\xed\xa0\x80x"), std::string("\\xed\\xa0\\x80x"));
    }
};

DESTUDIO_TEST(ShownTextTest)

}  // namespace destudio::shown_text_test

#include "shown_text_test.moc"

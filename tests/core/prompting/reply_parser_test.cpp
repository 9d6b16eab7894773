// SPDX-License-Identifier: Apache-2.0
#include "core/prompting/reply_parser.h"

#include <QtTest/QtTest>

#include "core/base/error.h"
#include "core/prompting/chat_prompts.h"
#include "tests/support/test_main.h"

namespace destudio::reply_parser_test {

using namespace destudio::prompting;

namespace {

using Texts = std::vector<std::string>;

}  // namespace

class ReplyParserTest : public QObject {
    Q_OBJECT

private slots:
    void prompts_are_found_in_odd_replies_data() {
        QTest::addColumn<QString>("reply");
        QTest::addColumn<QStringList>("prompts");
        const QStringList both{QStringLiteral("A cat."), QStringLiteral("A dog.")};
        const auto row = [&both](const char* name, const char* reply) {
            QTest::newRow(name) << QString::fromUtf8(reply) << both;
        };
        row("array", R"(["A cat.", "A dog."])");
        row("array in a fence", "Here you are:\n```json\n[\"A cat.\",\n \"A dog.\"]\n```\nEnjoy!");
        row("unclosed fence", "```\n[\"A cat.\", \"A dog.\"]");
        row("objects", R"([{"prompt": "A cat."}, {"id": 2, "text": " A dog. "}])");
        row("object with a list", R"({"prompts": ["A cat.", "A dog."]})");
        row("object with numbers", R"({"1": "A cat.", "2": "A dog."})");
        row("introduction", "Sure! [\"A cat.\", \"A dog.\"] Is that all?");
        row("thoughts", "<think>[\"A bird.\"]</think>[\"A cat.\", \"A dog.\"]");
        row("numbers", "Here are 2 prompts:\n\n1. A cat.\n2. A dog.\n\nLet me know!");
        row("brackets", "1) A cat.\r\n(2) A dog.");
        row("bullets", "- A cat.\n* \"A dog.\"");
        row("stars", "**1.** A cat.\n**Prompt 2:** A dog.");
        row("quotes",
            "1. \"A cat.\"\n2. \xe2\x80\x9c"
            "A dog.\xe2\x80\x9d");
        row("plain lines", "A cat.\n\nA dog.\n");
        row("cut array", "[\"A cat.\",\n\"A dog.\",\n");
        QTest::newRow("nothing") << QString() << QStringList();
        QTest::newRow("numbers only") << QStringLiteral("[1, 2, 3]") << QStringList{QStringLiteral("[1, 2, 3]")};
        QTest::newRow("empty array") << QStringLiteral("[]") << QStringList();
    }
    void prompts_are_found_in_odd_replies() {
        QFETCH(QString, reply);
        QFETCH(QStringList, prompts);
        QStringList found;
        for (const auto& prompt : prompts_in(reply.toStdString())) {
            found << QString::fromStdString(prompt);
        }
        QCOMPARE(found, prompts);
    }

    void the_text_of_the_model_is_taken_out() {
        QCOMPARE(reply_text(R"({"choices":[{"message":{"role":"assistant","content":"hello"}}],"usage":{}})"),
                 std::string("hello"));
        QCOMPARE(reply_text(R"({"choices":[{"text":"old"}]})"), std::string("old"));
        QCOMPARE(reply_text(R"({"choices":[{"message":{"content":[{"type":"text","text":"a"},{"text":"b"}]}}]})"),
                 std::string("ab"));
        for (const char* body : {"", "hello", "[]", "{}", R"({"choices":[]})", R"({"choices":{}})",
                                 R"({"choices":[{"message":null}]})", R"({"choices":[{"message":{"content":7}}]})",
                                 R"({"error":{"message":"no such model"}})", "{\"choices\":[{\"text\":\"\xff\"}]}"}) {
            QVERIFY_THROWS_EXCEPTION(FormatError, reply_text(body));
        }
    }

    void prompts_that_cannot_be_used_are_told_apart() {
        const std::vector<WantedClass> cat{{"cat", 1}};
        QVERIFY(is_usable_prompt("Two cats in a park.", cat));
        QVERIFY(is_usable_prompt("A park.", {}));
        QVERIFY(!is_usable_prompt("A park.", cat));
        QVERIFY(!is_usable_prompt("", {}));
        QVERIFY(!is_usable_prompt(" 12. ", {}));
        QVERIFY(!is_usable_prompt("A cat\nin a park.", cat));
        QVERIFY(!is_usable_prompt("A cat \x1b[31m", cat));
        QVERIFY(!is_usable_prompt("A cat \xff", cat));
        QVERIFY(!is_usable_prompt("A cat \xe2\x80\xae", cat));  // turns the direction of writing
        QVERIFY(!is_usable_prompt("A cat " + std::string(kMaxPromptBytes, 'a'), cat));
    }

    void each_picture_gets_the_text_that_names_its_classes() {
        const std::vector<PromptRequest> requests{
            {0, {{"cat", 1}}, "photo"}, {1, {{"cat", 1}, {"dog", 1}}, "photo"}, {2, {{"bird", 1}}, "photo"}};
        const auto chosen = assign_prompts({"A dog with a cat.", "A cat.", "A house.", "A cat."}, requests);
        QCOMPARE(chosen.size(), std::size_t{3});
        QCOMPARE(*chosen[0], std::string("A dog with a cat."));  // in its place, and it names the cat
        QCOMPARE(*chosen[1], std::string("A cat."));             // names one at least
        QVERIFY(!chosen[2]);
        const auto shifted = assign_prompts({"A bird.", "A cat.", "A dog and a cat."}, requests);
        QCOMPARE(*shifted[0], std::string("A cat."));
        QCOMPARE(*shifted[1], std::string("A dog and a cat."));
        QCOMPARE(*shifted[2], std::string("A bird."));
        QVERIFY(!assign_prompts({}, requests)[0]);
    }
};

DESTUDIO_TEST(ReplyParserTest)

}  // namespace destudio::reply_parser_test

#include "reply_parser_test.moc"

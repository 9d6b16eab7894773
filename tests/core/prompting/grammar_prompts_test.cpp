// SPDX-License-Identifier: Apache-2.0
#include "core/prompting/grammar_prompts.h"

#include <QtTest/QtTest>
#include <set>

#include "core/base/error.h"
#include "core/prompting/class_words.h"
#include "tests/support/test_main.h"

namespace destudio::grammar_prompts_test {

using namespace destudio::prompting;

class GrammarPromptsTest : public QObject {
    Q_OBJECT

private slots:
    void the_same_seed_and_index_give_the_same_text() {
        const PromptRequest request{7, {{"cat", 2}, {"dog", 1}}, "clipart"};
        QCOMPARE(GrammarPrompts::text(3, request), GrammarPrompts::text(3, request));
        PromptRequest other = request;
        other.index = 8;
        QVERIFY(GrammarPrompts::text(3, request) != GrammarPrompts::text(3, other) ||
                GrammarPrompts::text(4, request) != GrammarPrompts::text(4, other));
        QCOMPARE(GrammarPrompts::text(1, {0, {{"cat", 1}}, "photo"}).substr(0, 8), std::string("A photo "));
    }

    void one_class_has_many_prompts() {
        std::set<std::string> texts;
        for (int i = 0; i < 100; ++i) {
            texts.insert(GrammarPrompts::text(1, {i, {{"cat", 1}}, "photo"}));
        }
        QVERIFY2(texts.size() >= 50, qPrintable(QString::number(texts.size())));
    }

    void every_class_is_named_as_it_is_written() {
        const std::vector<WantedClass> classes{
            {"person", 3},       {"mouse", 2},        {"couch", 1}, {"traffic_light", 4}, {"knife", 9},
            {"potted plant", 1}, {"\xe8\xbd\xa6", 2}, {"skis", 1},  {"Fj\xc3\xb6rd", 2},  {"a\nb", 1}};
        for (int i = 0; i < 200; ++i) {
            const std::string text = GrammarPrompts::text(5, {i, classes, "oil painting"});
            QVERIFY2(text.starts_with("An oil painting"), text.c_str());
            QVERIFY(text.ends_with("."));
            for (const auto& wanted : classes) {
                QVERIFY2(text.find(spoken_name(wanted.name)) != std::string::npos, text.c_str());
                QVERIFY2(names_class(text, wanted.name), text.c_str());
            }
            QVERIFY(text.find('\n') == std::string::npos);
        }
    }

    void pictures_without_classes_get_a_text() {
        const std::string text = GrammarPrompts::text(1, {0, {}, ""});
        QVERIFY2(text.starts_with("A photo, "), text.c_str());
        QVERIFY(text.size() > 15);
    }

    void a_batch_is_written_in_order_and_stops() {
        GrammarPrompts source;
        const PromptBatch batch{{{4, {{"cat", 1}}, "photo"}, {9, {{"dog", 1}}, "photo"}}, {}, {}, 6};
        const auto prompts = source.write(batch, {});
        QCOMPARE(prompts.size(), std::size_t{2});
        QCOMPARE(prompts[1].text, GrammarPrompts::text(6, batch.requests[1]));
        QVERIFY(prompts[0].writer == PromptWriter::kGrammar);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_THROWS_EXCEPTION(CancelledError, source.write(batch, stop.get_token()));
    }

    void numbers_keep_the_name() {
        QCOMPARE(counted("cat", 1), std::string("a cat"));
        QCOMPARE(counted("apple", 0), std::string("an apple"));
        QCOMPARE(counted("bus", 2), std::string("two buses"));
        QCOMPARE(counted("sheep", 3), std::string("three sheep"));
        QCOMPARE(counted("mouse", 2), std::string("a mouse beside another mouse"));
        QCOMPARE(counted("wine glass", 50), std::string("many wine glasses"));
        QCOMPARE(counted("puppy", 4), std::string("a puppy beside other puppies"));
        QCOMPARE(counted("scissors", 1), std::string("a pair of scissors"));
    }

    void a_class_is_recognised_by_other_words_and_not_inside_others() {
        QVERIFY(names_class("Two CATS sleep.", "cat"));
        QVERIFY(names_class("A sofa by a window.", "couch"));
        QVERIFY(names_class("Three people wait.", "person"));
        QVERIFY(names_class("A traffic light.", "traffic_light"));
        QVERIFY(names_class("\xe4\xb8\x80\xe8\xbe\x86\xe8\xbd\xa6", "\xe8\xbd\xa6"));
        QVERIFY(!names_class("A category of things.", "cat"));
        QVERIFY(!names_class("A careful man.", "car"));
        QVERIFY(!names_class("Anything.", ""));
        for (const char* name : {"aeroplane", "couch", "person", "dining table", "umbrella", "tv"}) {
            QVERIFY2(!other_words(name).empty(), name);
        }
        QVERIFY(other_words("zebra").empty());
    }
};

DESTUDIO_TEST(GrammarPromptsTest)

}  // namespace destudio::grammar_prompts_test

#include "grammar_prompts_test.moc"

// SPDX-License-Identifier: Apache-2.0
// The client of prompt servers against a small one in this process: what it asks, and that no answer ends the work.
#include "core/prompting/chat_prompts.h"

#include <sys/stat.h>

#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <chrono>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/prompting/grammar_prompts.h"
#include "tests/core/prompting/small_server.h"
#include "tests/support/test_main.h"

namespace destudio::chat_prompts_test {

using namespace destudio::prompting;
using test::SmallServer;

namespace {

PromptBatch two_pictures() {
    return {{{0, {{"cat", 1}}, "photo"}, {1, {{"dog", 2}}, "photo"}},
            {{"cat", 30}, {"dog", 12}},
            {"A tabby sleeps on a cushion."},
            9};
}

std::string model_says(const std::string& text) {
    nlohmann::json choice;
    choice["message"] = {{"role", "assistant"}, {"content", text}};
    nlohmann::json body;
    body["choices"] = nlohmann::json::array({choice});
    return SmallServer::reply(body.dump());
}

HttpLimits quick() {
    return {2, 0.4, 20'000};
}

/// All from the grammar, one for each picture.
void require_grammar(const std::vector<WrittenPrompt>& prompts) {
    const PromptBatch batch = two_pictures();
    QCOMPARE(prompts.size(), batch.requests.size());
    for (std::size_t i = 0; i < prompts.size(); ++i) {
        QVERIFY(prompts[i].writer == PromptWriter::kGrammar);
        QCOMPARE(prompts[i].text, GrammarPrompts::text(batch.seed, batch.requests[i]));
    }
}

}  // namespace

class ChatPromptsTest : public QObject {
    Q_OBJECT

private slots:
    void a_good_reply_is_used() {
        SmallServer server(
            [](const std::string&) { return model_says(R"(["A cat in a park.", "Two dogs at dusk."])"); });
        ChatPrompts source({server.address(), "small-model", "secret-key"});
        const auto prompts = source.write(two_pictures(), {});
        QCOMPARE(prompts.size(), std::size_t{2});
        QVERIFY((prompts[0] == WrittenPrompt{"A cat in a park.", PromptWriter::kServer}));
        QVERIFY((prompts[1] == WrittenPrompt{"Two dogs at dusk.", PromptWriter::kServer}));
        const auto asked = server.requests();
        QCOMPARE(asked.size(), std::size_t{1});
        QVERIFY(asked[0].starts_with("POST /v1/chat/completions HTTP/1.1\r\n"));
        QVERIFY(asked[0].find("\r\nAuthorization: Bearer secret-key\r\n") != std::string::npos);
        const auto body = nlohmann::json::parse(asked[0].substr(asked[0].find("\r\n\r\n") + 4));
        QCOMPARE(body.at("model").get<std::string>(), std::string("small-model"));
        const auto text = body.at("messages").at(1).at("content").get<std::string>();
        for (const char* part : {"A tabby sleeps on a cushion.", "30 cat, 12 dog", "1. photo with 1 cat", "2 dog"}) {
            QVERIFY2(text.find(part) != std::string::npos, text.c_str());
        }
        QVERIFY(body.dump().find("secret-key") == std::string::npos);
    }

    void what_is_missing_comes_from_the_grammar() {
        SmallServer server([](const std::string&) { return model_says("1. A cat.\n2. A house on a hill."); });
        ChatPrompts source({server.address() + "/v1/", "", ""});
        const auto prompts = source.write(two_pictures(), {});
        QVERIFY(prompts.at(0).writer == PromptWriter::kServer);
        QCOMPARE(prompts.at(1).text, GrammarPrompts::text(9, two_pictures().requests[1]));
        QVERIFY(server.requests().at(0).find("Authorization") == std::string::npos);
        QVERIFY(server.requests().at(0).find("\"model\"") == std::string::npos);
    }

    void odd_answers_lead_to_the_grammar_data() {
        QTest::addColumn<QByteArray>("answer");
        const auto row = [](const char* name, const std::string& answer) {
            QTest::newRow(name) << QByteArray::fromStdString(answer);
        };
        row("status 500", SmallServer::reply("{}", "500 Internal Server Error"));
        row("status 401", SmallServer::reply(R"({"error":{"message":"no key"}})", "401 Unauthorized"));
        row("redirect", "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n");
        row("no HTTP", "hello\r\n");
        row("no JSON", SmallServer::reply("<html>hello</html>"));
        row("JSON of another kind", SmallServer::reply(R"({"choices":"none"})"));
        row("no class named", model_says(R"(["A house.", "A tree."])"));
        row("a refusal", model_says("I am sorry, but I cannot help with that."));
        row("cut off", "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{\"choices\":[");
        row("huge", SmallServer::reply(std::string(1'000'000, '[')));
        row("deep", SmallServer::reply(std::string(15'000, '[')));
        row("control characters", model_says("[\"A cat \\u001b[31m\", \"A dog \\u0007\"]"));
        row("silence", "");
    }
    void odd_answers_lead_to_the_grammar() {
        QFETCH(QByteArray, answer);
        SmallServer server([&answer](const std::string&) { return answer.toStdString(); });
        ChatPrompts source({server.address(), "", "secret"}, quick());
        const auto started = std::chrono::steady_clock::now();
        require_grammar(source.write(two_pictures(), {}));
        QCOMPARE(server.requests().size(), std::size_t{1});
        QVERIFY(std::chrono::steady_clock::now() - started < std::chrono::seconds(5));
    }

    void a_server_that_is_not_there_is_left_alone_after_a_few_tries() {
        std::string address;
        {
            const SmallServer gone([](const std::string&) { return std::string("x"); });
            address = gone.address();
        }
        ChatPrompts source({address, "", ""}, quick());
        for (int i = 0; i < 5; ++i) {
            require_grammar(source.write(two_pictures(), {}));
        }
        SmallServer broken([](const std::string&) { return SmallServer::reply("{}", "503 Busy"); });
        ChatPrompts tired({broken.address(), "", ""}, quick());
        for (int i = 0; i < 6; ++i) {
            require_grammar(tired.write(two_pictures(), {}));
        }
        QCOMPARE(broken.requests().size(), static_cast<std::size_t>(ChatPrompts::kMaxFailures));
    }

    void a_stop_ends_the_wait() {
        SmallServer silent([](const std::string&) { return std::string(); });
        ChatPrompts source({silent.address(), "", ""}, {2, 60, 20'000});
        std::stop_source stop;
        std::jthread later([&stop] {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            stop.request_stop();
        });
        const auto started = std::chrono::steady_clock::now();
        QVERIFY_THROWS_EXCEPTION(CancelledError, source.write(two_pictures(), stop.get_token()));
        QVERIFY(std::chrono::steady_clock::now() - started < std::chrono::seconds(10));
    }

    void many_pictures_are_asked_for_in_parts() {
        SmallServer server([](const std::string&) { return model_says(R"(["A cat."])"); });
        ChatPrompts source({server.address(), "", ""});
        PromptBatch batch;
        for (int i = 0; i < 45; ++i) {
            batch.requests.push_back({i, {{"cat", 1}}, "photo"});
        }
        QCOMPARE(source.write(batch, {}).size(), std::size_t{45});
        QCOMPARE(server.requests().size(), std::size_t{3});
    }

    void addresses_are_checked() {
        QCOMPARE(chat_url("http://localhost:8080"), std::string("http://localhost:8080/v1/chat/completions"));
        QCOMPARE(chat_url("https://host/api/v1/"), std::string("https://host/api/v1/chat/completions"));
        QCOMPARE(chat_url("https://host/v1/chat/completions"), std::string("https://host/v1/chat/completions"));
        for (const char* wrong : {"", "localhost:8080", "ftp://host", "file:///etc/passwd", "http://", "http:///v1",
                                  "http://a b", "http://user:word@host", "http://host?x=1", "http://h\r\nX: y"}) {
            QVERIFY_THROWS_EXCEPTION(UsageError, chat_url(wrong));
        }
        QVERIFY_THROWS_EXCEPTION(UsageError, ChatPrompts({"http://host", "", "two words"}));
        QVERIFY_THROWS_EXCEPTION(UsageError, ChatPrompts({"http://host", "a\nb", ""}));
    }

    void settings_are_kept_for_the_person_alone() {
        QTemporaryDir folder;
        const std::filesystem::path file = std::filesystem::path(folder.path().toStdString()) / "a" / "server.json";
        QVERIFY(read_prompt_server(file) == PromptServer());
        const PromptServer server{"http://localhost:1", "m", "k"};
        write_prompt_server(file, server);
        QVERIFY(read_prompt_server(file) == server);
        struct stat status {};
        QCOMPARE(::stat(file.c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0600U);
        qputenv("DESTUDIO_PROMPT_KEY", "other");
        QCOMPARE(with_key_of_environment(server).key, std::string("other"));
        qunsetenv("DESTUDIO_PROMPT_KEY");
        QCOMPARE(with_key_of_environment(server).key, std::string("k"));
        write_file_atomically(file, "[]");
        QVERIFY_THROWS_EXCEPTION(FormatError, read_prompt_server(file));
        write_prompt_server(file, {});
        QVERIFY(!std::filesystem::exists(file));
    }
};

DESTUDIO_TEST(ChatPromptsTest)

}  // namespace destudio::chat_prompts_test

#include "chat_prompts_test.moc"

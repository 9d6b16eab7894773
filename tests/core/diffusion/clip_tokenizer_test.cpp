// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/clip_tokenizer.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "tests/support/processor_time.h"
#include "tests/support/test_main.h"

namespace destudio::clip_tokenizer_test {

namespace fs = std::filesystem;

namespace {

using Ids = std::vector<std::int64_t>;

/// A vocabulary of a few letters: "!" is 0, as in CLIP's.
const nlohmann::json kVocabulary = {{"!", 0},
                                    {"a", 1},
                                    {"b", 2},
                                    {"c", 3},
                                    {"a</w>", 4},
                                    {"b</w>", 5},
                                    {"c</w>", 6},
                                    {"ab", 7},
                                    {"ab</w>", 8},
                                    {"abab</w>", 9},
                                    {"!</w>", 10},
                                    {"<|startoftext|>", 11},
                                    {"<|endoftext|>", 12}};
constexpr const char* kMerges = "#version: 0.2\na b\na b</w>\nab ab</w>\n";

void write_tokenizer(const fs::path& folder, const std::string& vocabulary, const std::string& merges,
                     const std::string& special_tokens = "") {
    write_file_atomically(folder / "vocab.json", vocabulary);
    write_file_atomically(folder / "merges.txt", merges);
    if (!special_tokens.empty()) {
        write_file_atomically(folder / "special_tokens_map.json", special_tokens);
    }
}

}  // namespace

class ClipTokenizerTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_root;
    int m_folders = 0;

    fs::path new_folder() {
        const auto folder = fs::path(m_root.path().toStdString()) / std::to_string(m_folders++);
        fs::create_directories(folder);
        return folder;
    }
    diffusion::ClipTokenizer tokenizer(const std::string& special_tokens = "") {
        const auto folder = new_folder();
        write_tokenizer(folder, kVocabulary.dump(), kMerges, special_tokens);
        return diffusion::ClipTokenizer(folder);
    }

private slots:
    void one_file_may_hold_everything() {
        const QTemporaryDir folder;
        const fs::path path = folder.path().toStdString();
        auto vocabulary = kVocabulary;
        vocabulary.erase("<|startoftext|>");
        const nlohmann::json whole = {
            {"model",
             {{"type", "BPE"}, {"vocab", vocabulary}, {"merges", {"a b", nlohmann::json::array({"a", "b</w>"})}}}},
            {"added_tokens", nlohmann::json::array({{{"id", 11}, {"content", "<|startoftext|>"}}})}};
        write_file_atomically(path / "tokenizer.json", whole.dump());
        const diffusion::ClipTokenizer clip(path);
        QVERIFY(clip.encode_all("ab") == (Ids{11, 8, 12}));
        QCOMPARE(clip.vocabulary_size(), 13);
        QCOMPARE(clip.pad_id(), std::int64_t{12});
        QCOMPARE(diffusion::ClipTokenizer(path, "!").pad_id(), std::int64_t{0});
        write_file_atomically(path / "added_tokens.json", R"({"<new>": 13})");
        QCOMPARE(diffusion::ClipTokenizer(path).vocabulary_size(), 14);
        for (const char* broken : {"{}", R"({"model": {"vocab": {"a": 0}, "merges": ["a"]}})",
                                   R"({"model": {"vocab": {"a": -1}, "merges": []}})"}) {
            write_file_atomically(path / "tokenizer.json", broken);
            QVERIFY_THROWS_EXCEPTION(FormatError, diffusion::ClipTokenizer{path});
        }
    }

    void merges_lowest_rank_first() {
        const auto clip = tokenizer();
        QVERIFY(clip.encode_all("abab") == (Ids{11, 9, 12}));
        QVERIFY(clip.encode_all("ababab") == (Ids{11, 7, 9, 12}));
        QVERIFY(clip.encode_all("AB ba") == (Ids{11, 8, 2, 4, 12}));
        QVERIFY(clip.encode_all("") == (Ids{11, 12}));
        QCOMPARE(clip.vocabulary_size(), 13);
    }

    void unknown_symbols_become_the_unknown_token() {
        QVERIFY(tokenizer().encode_all("az") == (Ids{11, 1, 12, 12}));
        QVERIFY(tokenizer(R"({"unk_token": "!"})").encode_all("az") == (Ids{11, 1, 0, 12}));
    }

    void pads_with_the_maps_token() {
        const auto by_string = tokenizer(R"({"pad_token": "!"})").encode({"ab", ""});
        QCOMPARE(by_string.sizes(), (torch::IntArrayRef{2, 77}));
        QCOMPARE(by_string[0][1].item<std::int64_t>(), std::int64_t{8});
        QCOMPARE(by_string[0][3].item<std::int64_t>(), std::int64_t{0});
        QCOMPARE(by_string[1][76].item<std::int64_t>(), std::int64_t{0});
        const auto by_object = tokenizer(R"({"pad_token": {"content": "!"}})").encode({"ab", ""});
        QVERIFY(by_string.equal(by_object));
        QCOMPARE(tokenizer().encode({""})[0][76].item<std::int64_t>(), std::int64_t{12});
    }

    void cuts_and_keeps_the_end_token() {
        std::string text;
        for (int i = 0; i < 200; ++i) {
            text += "c ";
        }
        const auto clip = tokenizer();
        QCOMPARE(clip.encode_all(text).size(), std::size_t{202});
        const auto row = clip.encode({text})[0];
        QCOMPARE(row[75].item<std::int64_t>(), std::int64_t{6});
        QCOMPARE(row[76].item<std::int64_t>(), std::int64_t{12});
    }

    void a_very_long_word_takes_no_minutes() {
        const test::ProcessorClock clock;
        const auto ids = tokenizer().encode_all(QString("ab").repeated(10000).toStdString());
        QCOMPARE(ids.size(), std::size_t{9999 + 2});
        QVERIFY(clock.seconds() < 5);
    }

    void broken_files_are_named_data() {
        QTest::addColumn<QString>("vocabulary");
        QTest::addColumn<QString>("merges");
        QTest::addColumn<QString>("special");
        QTest::addColumn<QString>("file");
        const auto sound = QString::fromStdString(kVocabulary.dump());
        QTest::newRow("no JSON") << "{" << kMerges << ""
                                 << "vocab.json";
        QTest::newRow("a list") << "[1]" << kMerges << ""
                                << "vocab.json";
        QTest::newRow("text id") << R"({"a": "1"})" << kMerges << ""
                                 << "vocab.json";
        QTest::newRow("negative id") << R"({"a": -1})" << kMerges << ""
                                     << "vocab.json";
        QTest::newRow("huge id") << R"({"a": 99999999999})" << kMerges << ""
                                 << "vocab.json";
        QTest::newRow("fraction") << R"({"a": 1.5})" << kMerges << ""
                                  << "vocab.json";
        QTest::newRow("one symbol") << sound << "#version: 0.2\na b\nab\n"
                                    << ""
                                    << "merges.txt";
        QTest::newRow("three symbols") << sound << "a b c\n"
                                       << ""
                                       << "merges.txt";
        QTest::newRow("no start token") << R"({"a": 1, "<|endoftext|>": 2})" << kMerges << ""
                                        << "special_tokens_map";
        QTest::newRow("unknown pad") << sound << kMerges << R"({"pad_token": "nope"})"
                                     << "special_tokens_map";
        QTest::newRow("broken map") << sound << kMerges << "{"
                                    << "special_tokens_map";
    }
    void broken_files_are_named() {
        QFETCH(QString, vocabulary);
        QFETCH(QString, merges);
        QFETCH(QString, special);
        QFETCH(QString, file);
        const auto folder = new_folder();
        write_tokenizer(folder, vocabulary.toStdString(), merges.toStdString(), special.toStdString());
        try {
            diffusion::ClipTokenizer broken(folder);
            QFAIL("no error");
        } catch (const FormatError& error) {
            QVERIFY2(QString(error.what()).contains(file), error.what());
        }
    }

    void missing_files_are_named() { QVERIFY_EXCEPTION_THROWN(diffusion::ClipTokenizer{new_folder()}, IoError); }
};

DESTUDIO_TEST(ClipTokenizerTest)

}  // namespace destudio::clip_tokenizer_test

#include "clip_tokenizer_test.moc"

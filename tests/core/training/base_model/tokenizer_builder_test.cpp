// SPDX-License-Identifier: Apache-2.0
#include "core/nn/torch.h"

#include <QtTest/QtTest>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/diffusion/clip_tokenizer.h"
#include "core/training/base_model/tokenizer_builder.h"
#include "tests/support/test_main.h"

namespace destudio::tokenizer_builder_test {

class TokenizerBuilderTest : public QObject {
    Q_OBJECT

private slots:
    void frequent_words_become_one_token() {
        const diffusion::ClipTokenizer tokenizer = build();
        // start, "a", "cat", "and", "a", "dog", end
        QCOMPARE(tokenizer.encode_all("A cat and a dog").size(), std::size_t{7});
    }

    void any_text_can_be_tokenised_and_is_cut() {
        const diffusion::ClipTokenizer tokenizer = build();
        const auto ids = tokenizer.encode({"\u732b \xFF", std::string(500, 'q'), ""});
        QCOMPARE(ids.size(0), std::int64_t{3});
        QCOMPARE(ids.size(1), std::int64_t{77});
        QCOMPARE(ids[1][76].item<std::int64_t>(), tokenizer.end_id());
        QCOMPARE(ids[2][0].item<std::int64_t>(), tokenizer.start_id());
        QCOMPARE(ids[2][2].item<std::int64_t>(), tokenizer.pad_id());
        QVERIFY(ids.max().item<std::int64_t>() < tokenizer.vocabulary_size());
    }

    void broken_files_are_named() {
        build();
        write_file_atomically(folder() / "merges.txt", "#version: 0.2\na b c\n");
        try {
            diffusion::ClipTokenizer broken(folder());
            QFAIL("no error");
        } catch (const FormatError& error) {
            QVERIFY(std::string(error.what()).find("merges.txt, line 2") != std::string::npos);
        }
        write_file_atomically(folder() / "merges.txt", "");
        write_file_atomically(folder() / "vocab.json", R"({"a": -1})");
        QVERIFY_EXCEPTION_THROWN(diffusion::ClipTokenizer{folder()}, FormatError);
    }

    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

private:
    std::filesystem::path folder() const { return m_folder->path().toStdString(); }
    diffusion::ClipTokenizer build() const {
        training::build_tokenizer({"a cat and a dog", "a dog", "a cat", "and a cat"}, 50, folder());
        return diffusion::ClipTokenizer(folder());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

DESTUDIO_TEST(TokenizerBuilderTest)

}  // namespace destudio::tokenizer_builder_test

#include "tokenizer_builder_test.moc"

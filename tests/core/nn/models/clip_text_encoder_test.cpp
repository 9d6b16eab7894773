// SPDX-License-Identifier: Apache-2.0
#include "core/nn/models/clip_text_encoder.h"

#include <QtTest/QtTest>
#include <algorithm>

#include "core/nn/io/weights.h"
#include "tests/support/test_main.h"

namespace destudio::clip_text_encoder_test {

class ClipTextEncoderTest : public QObject {
    Q_OBJECT

private slots:
    void later_tokens_never_change_earlier_states() {
        const torch::NoGradGuard no_grad;
        nn::ClipTextConfig config;
        config.vocab_size = 50;
        config.hidden_size = 12;
        config.intermediate_size = 20;
        config.num_hidden_layers = 2;
        config.num_attention_heads = 3;
        config.max_position_embeddings = 9;
        nn::ClipTextEncoder encoder(config);
        const auto ids = torch::tensor({{1, 2, 3, 4, 5, 6, 7}});
        auto other = ids.clone();
        other[0][4] = 30;
        const auto one = encoder.forward(ids);
        const auto two = encoder.forward(other);
        QCOMPARE(one.sizes(), (torch::IntArrayRef{1, 7, 12}));
        QVERIFY(torch::equal(one.slice(1, 0, 4), two.slice(1, 0, 4)));
        QVERIFY(!torch::equal(one.slice(1, 4), two.slice(1, 4)));
        QCOMPARE(encoder.hidden_states(ids).size(), std::size_t{3});
        // A layer of all texts at a time gives the same, and every weight is asked for once.
        std::vector<std::string> prefixes;
        const auto each = encoder.forward_each({ids, other}, [&](const std::string& prefix, const auto& work) {
            prefixes.push_back(prefix);
            work();
        });
        QVERIFY(each[0].equal(one) && each[1].equal(two));
        for (const auto& [name, tensor] : nn::state_dict(encoder)) {
            QCOMPARE(std::count_if(prefixes.begin(), prefixes.end(),
                                   [&name = name](const std::string& prefix) { return name.starts_with(prefix); }),
                     std::ptrdiff_t{1});
        }
    }
};

DESTUDIO_TEST(ClipTextEncoderTest)

}  // namespace destudio::clip_text_encoder_test

#include "clip_text_encoder_test.moc"

// SPDX-License-Identifier: Apache-2.0
#include "core/nn/attention.h"

#include <QtTest/QtTest>

using namespace destudio;

namespace {

/// The formula, written out in double precision.
torch::Tensor by_hand(const torch::Tensor& query, const torch::Tensor& key, const torch::Tensor& value,
                      std::int64_t heads, bool causal) {
    const auto split = [&](const torch::Tensor& tensor) {
        return tensor.to(torch::kFloat64).reshape({tensor.size(0), tensor.size(1), heads, -1}).transpose(1, 2);
    };
    auto scores = torch::matmul(split(query), split(key).transpose(2, 3)) /
                  std::sqrt(static_cast<double>(query.size(2)) / static_cast<double>(heads));
    if (causal) {
        scores = scores.masked_fill(torch::ones({query.size(1), key.size(1)}, torch::kBool).triu(1),
                                    -std::numeric_limits<double>::infinity());
    }
    return torch::matmul(torch::softmax(scores, -1), split(value)).transpose(1, 2).reshape(query.sizes());
}

}  // namespace

class AttentionTest : public QObject {
    Q_OBJECT

private slots:
    void agrees_with_the_formula() {
        torch::manual_seed(2);
        for (const bool causal : {false, true}) {
            const auto query = torch::randn({2, 7, 12});
            const auto key = torch::randn({2, 7, 12});
            const auto value = torch::randn({2, 7, 12});
            const auto error =
                nn::multi_head_attention(query, key, value, 3, causal) - by_hand(query, key, value, 3, causal);
            QVERIFY(error.abs().max().item<double>() < 1e-6);
        }
    }

    void small_matrices_do_not_read_stale_memory() {
        // Freed blocks full of NaN are what the allocator hands out next.
        for (int i = 0; i < 200; ++i) {
            torch::full({1, 2, 2}, std::numeric_limits<float>::quiet_NaN());
            const auto ones = torch::ones({1, 2, 4});
            QVERIFY(nn::multi_head_attention(ones, ones, ones, 1).isfinite().all().item<bool>());
        }
    }

    void slices_of_a_long_sequence_agree() {
        torch::manual_seed(3);
        const torch::NoGradGuard no_grad;
        // 8 heads of 4096 x 4096 scores would take 512 MB at once.
        const auto query = torch::randn({1, 4096, 16});
        const auto key = torch::randn({1, 4096, 16});
        const auto value = torch::randn({1, 4096, 16});
        const auto whole = nn::multi_head_attention(query, key, value, 8);
        const auto rows = nn::multi_head_attention(query.slice(1, 3000, 3010), key, value, 8);
        QVERIFY((whole.slice(1, 3000, 3010) - rows).abs().max().item<double>() < 1e-5);
    }
};

QTEST_APPLESS_MAIN(AttentionTest)
#include "attention_test.moc"

// SPDX-License-Identifier: Apache-2.0
#include "core/nn/models/attention.h"

#include <QtTest/QtTest>

#include "core/nn/functional/fused_attention.h"
#include "core/nn/kernels/attention_kernel.h"
#include "tests/support/test_main.h"

namespace destudio::attention_test {

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

/// One head of `kernel`, without the torch code around it.
template <class T>
torch::Tensor by_kernel(const nn::AttentionKernel<T>& kernel, const torch::Tensor& query, const torch::Tensor& key,
                        const torch::Tensor& value, bool causal) {
    const auto width = query.size(1);
    const auto keys = key.size(0);
    const auto rows = [](const torch::Tensor& tensor, std::int64_t first, std::int64_t count) {
        return nn::HeadRows<T>{static_cast<T*>(tensor.data_ptr()) + first * tensor.size(1), count, tensor.size(1)};
    };
    const auto readable = [&](const torch::Tensor& tensor, std::int64_t first, std::int64_t count) {
        const auto block = rows(tensor, first, count);
        return nn::HeadRows<const T>{block.data, block.rows, block.stride};
    };
    const auto out = torch::full_like(query, std::numeric_limits<double>::quiet_NaN());
    // Whatever lies in the memory must not matter: all bits set is NaN.
    std::vector<unsigned char> packed(kernel.packed_bytes(keys, width), 0xFF);
    std::vector<unsigned char> scratch(kernel.scratch_bytes(width), 0xFF);
    kernel.pack(readable(key, 0, keys), readable(value, 0, keys), width, packed.data());
    for (std::int64_t first = 0; first < query.size(0); first += nn::kMaxQueries) {
        const auto count = std::min(nn::kMaxQueries, query.size(0) - first);
        nn::QueryBlock<T> block{};
        block.query = readable(query, first, count);
        block.out = rows(out, first, count);
        block.width = width;
        block.scale = static_cast<float>(1 / std::sqrt(static_cast<double>(width)));
        block.keys = keys;
        block.visible = causal ? first + 1 : keys;
        kernel.attend(block, packed.data(), scratch.data());
    }
    return out;
}

struct Shape {
    std::int64_t queries;
    std::int64_t keys;
    std::int64_t width;
    bool causal;
};
/// Whole and broken tiles, panels and blocks.
const std::vector<Shape> kShapes = {{1, 1, 1, false},      {7, 77, 40, false},    {97, 300, 64, false},
                                    {200, 513, 33, false}, {96, 256, 160, false}, {77, 77, 64, true},
                                    {300, 300, 8, true},   {50, 64, 512, false}};

template <class T>
void compare(const std::vector<nn::AttentionKernel<T>>& kernels, torch::ScalarType type, double bound) {
    QVERIFY(!kernels.empty());
    for (const auto& kernel : kernels) {
        for (const Shape& shape : kShapes) {
            const auto query = (3 * torch::randn({shape.queries, shape.width})).to(type);
            const auto key = torch::randn({shape.keys, shape.width}).to(type);
            const auto value = torch::randn({shape.keys, shape.width}).to(type);
            const auto wanted =
                by_hand(query.unsqueeze(0), key.unsqueeze(0), value.unsqueeze(0), 1, shape.causal).squeeze(0);
            const auto error =
                (by_kernel(kernel, query, key, value, shape.causal) - wanted).abs().max().template item<double>();
            QVERIFY2(error < bound, qPrintable(QStringLiteral("%1, %2 queries, %3 keys of %4: %5")
                                                   .arg(QLatin1String(kernel.name))
                                                   .arg(shape.queries)
                                                   .arg(shape.keys)
                                                   .arg(shape.width)
                                                   .arg(error)));
        }
    }
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

    void every_float32_kernel_agrees_with_the_formula() {
        torch::manual_seed(4);
        compare(nn::float32_attention_kernels(), torch::kFloat32, 1e-5);
    }

    void every_bfloat16_kernel_agrees_with_the_formula() {
        torch::manual_seed(5);
        // Weights and results have 8 bits; values reach about 4.
        compare(nn::bfloat16_attention_kernels(), torch::kBFloat16, 3e-2);
    }

    void scores_of_any_size_stay_finite() {
        const torch::NoGradGuard no_grad;
        for (const double size : {1e-30, 1.0, 1e4, 1e15}) {
            const auto query = torch::full({1, 5, 8}, size);
            const auto key = torch::randn({1, 300, 8}) * size;
            const auto value = torch::ones({1, 300, 8});
            const auto out = nn::tiled_attention(query, key, value, 2, false);
            QVERIFY((out - 1).abs().max().item<double>() < 1e-5);
        }
    }

    void rows_may_lie_apart() {
        torch::manual_seed(6);
        const torch::NoGradGuard no_grad;
        const auto all = torch::randn({2, 30, 3 * 16});
        const auto parts = all.chunk(3, 2);
        const auto apart = nn::tiled_attention(parts[0], parts[1], parts[2], 2, false);
        const auto dense =
            nn::tiled_attention(parts[0].contiguous(), parts[1].contiguous(), parts[2].contiguous(), 2, false);
        QVERIFY(apart.equal(dense));
    }

    void company_and_threads_change_no_bit() {
        torch::manual_seed(7);
        const torch::NoGradGuard no_grad;
        const int threads = torch::get_num_threads();
        for (const auto type : {torch::kFloat32, torch::kBFloat16}) {
            const auto query = torch::randn({3, 200, 64}).to(type);
            const auto key = torch::randn({3, 90, 64}).to(type);
            const auto value = torch::randn({3, 90, 64}).to(type);
            const auto together = nn::tiled_attention(query, key, value, 4, false);
            torch::set_num_threads(1);
            const auto alone =
                nn::tiled_attention(query.slice(0, 1, 2), key.slice(0, 1, 2), value.slice(0, 1, 2), 4, false);
            torch::set_num_threads(threads);
            QVERIFY(together.slice(0, 1, 2).equal(alone));
        }
    }

    void kept_keys_follow_context_and_weights() {
        torch::manual_seed(8);
        const torch::NoGradGuard no_grad;
        nn::Attention attention({.width = 8, .context_width = 6, .heads = 2});
        const auto hidden = torch::randn({1, 5, 8});
        auto context = torch::randn({1, 4, 6});
        const auto first = attention.forward(hidden, context);
        QVERIFY(attention.forward(hidden, context).equal(first));
        QVERIFY(attention.forward(hidden, context.clone()).equal(first));
        context.mul_(2);
        const auto second = attention.forward(hidden, context);
        QVERIFY(!second.equal(first));
        attention.named_parameters()["to_v.weight"].mul_(2);
        const auto third = attention.forward(hidden, context);
        QVERIFY(!third.equal(second));
        attention.named_parameters()["to_v.weight"].set_data(torch::randn({8, 6}));
        QVERIFY(!attention.forward(hidden, context).equal(third));
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

DESTUDIO_TEST(AttentionTest)

}  // namespace destudio::attention_test

#include "attention_test.moc"

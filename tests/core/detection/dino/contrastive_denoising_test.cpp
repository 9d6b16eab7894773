// SPDX-License-Identifier: Apache-2.0
#include "core/detection/dino/contrastive_denoising.h"

#include <QTest>
#include "tests/support/test_main.h"

namespace destudio::contrastive_denoising_test {

using namespace destudio::detection;

namespace {

Targets two_images() {
    return {{torch::tensor({1, 2}, torch::kLong), torch::tensor({{0.5F, 0.5F, 0.2F, 0.2F}, {0.3F, 0.4F, 0.1F, 0.3F}})},
            {torch::tensor({0}, torch::kLong), torch::tensor({{0.6F, 0.6F, 0.4F, 0.4F}})}};
}

torch::Generator make_generator() {
    return torch::make_generator<torch::CPUGeneratorImpl>(std::uint64_t{7});
}

}  // namespace

class ContrastiveDenoisingTest : public QObject {
    Q_OBJECT

private slots:
    void draws_repeat_with_their_generator() {
        const DenoisingOptions options{10, 0.5, 1.0, 7, 5};
        const auto draw = [&] {
            return draw_denoising(two_images(), options, torch::make_generator<torch::CPUGeneratorImpl>(9));
        };
        const auto a = draw();
        const auto b = draw();
        QVERIFY(torch::equal(a.label_p, b.label_p) && torch::equal(a.new_label, b.new_label));
        QVERIFY(torch::equal(a.sign01, b.sign01) && torch::equal(a.part, b.part));
        QCOMPARE(a.label_p.size(0), std::int64_t{30});  // 5 groups, 2 halves, 3 targets
    }

    void positives_stay_nearer_than_negatives() {
        const DenoisingOptions options{10, 0.0, 1.0, 7, 5};
        const auto targets = two_images();
        const auto draws = draw_denoising(targets, options, torch::make_generator<torch::CPUGeneratorImpl>(4));
        QVERIFY(!draws.label_p.defined());
        const auto noised = noise_targets(targets, options, draws);
        // The corner x1 of the first target, half width 0.1: within one half size, or between one and two.
        for (std::int64_t r = 0; r < 10; ++r) {
            const auto box = noised.boxes[r * 3];
            const double x1 = (box[0] - box[2] / 2).item<double>();
            const double shift = std::abs(x1 - 0.4);
            QVERIFY(r % 2 == 0 ? shift <= 0.1 + 1e-6 : shift >= 0.1 - 1e-6);
        }
    }

    void gradients_reach_the_label_embedding() {
        const DenoisingOptions options{4, 0.5, 1.0, 7, 5};
        const auto embedding = torch::randn({5, 8}).requires_grad_();
        const auto queries = make_denoising_queries(two_images(), options,
                                                    draw_denoising(two_images(), options, make_generator()), embedding);
        QVERIFY(queries.has_value());
        QCOMPARE(queries->layout.pad_size(), std::int64_t{8});
        queries->content.sum().backward();
        QCOMPARE(embedding.grad().sum().item<double>(), 2 * 2 * 3 * 8.0);
    }

    void off_without_targets_or_number() {
        const DenoisingOptions options{10, 0.5, 1.0, 7, 5};
        const Targets none = {{torch::zeros({0}, torch::kLong), torch::zeros({0, 4})}};
        QVERIFY(!make_denoising_queries(none, options, draw_denoising(none, options, make_generator()),
                                        torch::randn({5, 8})));
        const DenoisingOptions off{0, 0.5, 1.0, 7, 5};
        QVERIFY(!make_denoising_queries(two_images(), off, draw_denoising(two_images(), off, make_generator()),
                                        torch::randn({5, 8})));
    }
};

DESTUDIO_TEST(ContrastiveDenoisingTest)

}  // namespace destudio::contrastive_denoising_test

#include "contrastive_denoising_test.moc"

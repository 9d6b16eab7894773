// SPDX-License-Identifier: Apache-2.0
#include "core/nn/torch.h"

#include "core/diffusion/principal_components.h"

#include <QtTest/QtTest>
#include <numeric>
#include "tests/support/test_main.h"

namespace destudio::principal_components_test {

namespace {

/// Rows of a known spectrum: orthonormal score columns times `deviations`, turned into `channels` dimensions.
struct Known {
    torch::Tensor scores;  ///< [N,k], columns of length deviations[i]
    torch::Tensor rows;    ///< [N,C]
};

torch::Tensor orthonormal(std::int64_t rows, std::int64_t columns) {
    return std::get<0>(torch::linalg_qr(torch::randn({rows, columns}, torch::kFloat64)));
}

Known known(std::int64_t samples, std::int64_t channels, const std::vector<double>& deviations) {
    const auto count = static_cast<std::int64_t>(deviations.size());
    auto raw = torch::randn({samples, count}, torch::kFloat64);
    raw = raw - raw.mean(0, true);
    const auto centred = std::get<0>(torch::linalg_qr(raw));
    Known result;
    result.scores = centred * torch::tensor(deviations, torch::kFloat64);
    result.rows = result.scores.mm(orthonormal(channels, count).t()) + torch::randn({1, channels}, torch::kFloat64);
    return result;
}

}  // namespace

class PrincipalComponentsTest : public QObject {
    Q_OBJECT

private slots:
    void init() { torch::manual_seed(11); }

    void finds_a_known_spectrum_data() {
        QTest::addColumn<int>("samples");
        QTest::addColumn<int>("channels");
        QTest::newRow("more rows: by covariance") << 200 << 30;
        QTest::newRow("more columns: by Gram matrix") << 40 << 300;
    }

    void finds_a_known_spectrum() {
        QFETCH(int, samples);
        QFETCH(int, channels);
        const std::vector<double> deviations{9, 5, 3, 1};
        const auto truth = known(samples, channels, deviations);
        const auto found = diffusion::principal_components(truth.rows, 3);
        const double total = 81 + 25 + 9 + 1;
        for (std::size_t i = 0; i < 3; ++i) {
            QVERIFY(std::abs(found.explained[i] - deviations[i] * deviations[i] / total) < 1e-4);
            const auto column = static_cast<std::int64_t>(i);
            const auto wanted = truth.scores.select(1, column);
            const auto got = found.scores.select(1, column).to(torch::kFloat64);
            const double cosine = wanted.dot(got).item<double>() / (wanted.norm() * got.norm()).item<double>();
            QVERIFY2(std::abs(cosine) > 0.9999, qPrintable(QString::number(cosine)));
            QVERIFY(std::abs(got.norm().item<double>() - deviations[i]) < 1e-3 * deviations[i]);
            // The sign is a convention.
            QVERIFY(got.max().item<double>() >= -got.min().item<double>());
        }
    }

    void a_low_rank_has_no_further_components() {
        const auto found = diffusion::principal_components(known(64, 20, {4, 2}).rows, 3);
        QVERIFY(std::abs(found.explained[0] + found.explained[1] - 1) < 1e-5);
        QVERIFY(found.explained[2] < 1e-5);
    }

    void small_and_constant_input_works() {
        const auto flat = diffusion::principal_components(torch::full({5, 7}, 3.0F), 3);
        QVERIFY(flat.scores.abs().max().item<double>() < 1e-6);
        QVERIFY(flat.explained == (std::vector<double>{0, 0, 0}));
        const auto one = diffusion::principal_components(torch::randn({1, 7}), 3);
        QCOMPARE(one.scores.size(0), std::int64_t{1});
        QCOMPARE(one.scores.size(1), std::int64_t{3});
        QVERIFY(one.scores.isfinite().all().item<bool>());
        QCOMPARE(diffusion::principal_components(torch::randn({9, 2}), 3).scores.size(1), std::int64_t{3});
    }

    void equal_input_gives_equal_output() {
        const auto rows = torch::randn({50, 12});
        const auto first = diffusion::principal_components(rows, 3);
        QVERIFY(torch::equal(first.scores, diffusion::principal_components(rows.clone(), 3).scores));
        QVERIFY(diffusion::principal_components(rows.to(torch::kBFloat16), 3).scores.isfinite().all().item<bool>());
    }
};

DESTUDIO_CORE_TEST(PrincipalComponentsTest)

}  // namespace destudio::principal_components_test

#include "principal_components_test.moc"

// SPDX-License-Identifier: Apache-2.0
#include "core/nn/io/weight_conversion.h"

#include <QTest>
#include "tests/support/test_main.h"

namespace destudio::weight_conversion_test {

using namespace destudio::nn;

class WeightConversionTest : public QObject {
    Q_OBJECT

private slots:
    void every_float16_converts_as_libtorch_does() {
        const auto bits = torch::arange(-32768, 32768, torch::kInt32).to(torch::kInt16);
        const auto half = torch::from_blob(bits.data_ptr(), {65536}, torch::kFloat16);
        for (const auto type : {torch::kFloat32, torch::kBFloat16}) {
            const auto actual = converted_weight(half, type, false);
            const auto wanted = half.to(torch::kFloat32).to(type);
            const auto is_number = wanted.to(torch::kFloat32).isnan().logical_not();
            QVERIFY(actual.masked_select(is_number).equal(wanted.masked_select(is_number)));
        }
        const auto wide = converted_weight(half, torch::kFloat32, false);
        QVERIFY(wide.isnan().equal(half.to(torch::kFloat32).isnan()));
    }

    void orders_and_types_agree_with_libtorch() {
        torch::manual_seed(1);
        for (const auto from : {torch::kFloat16, torch::kFloat32, torch::kBFloat16, torch::kFloat64}) {
            for (const auto to : {torch::kFloat32, torch::kBFloat16, torch::kFloat16}) {
                for (const auto& shape :
                     {std::vector<std::int64_t>{}, {7}, {5, 3}, {4, 3, 3, 3}, {4, 6, 1, 1}, {0, 3}}) {
                    const auto weight = torch::randn(shape).to(from);
                    const auto actual = converted_weight(weight, to, true);
                    QCOMPARE(actual.scalar_type(), to);
                    QVERIFY(actual.equal(weight.to(to)));
                    QVERIFY(weight.dim() != 4 || actual.is_contiguous(torch::MemoryFormat::ChannelsLast));
                }
            }
        }
    }
};

DESTUDIO_TEST(WeightConversionTest)

}  // namespace destudio::weight_conversion_test

#include "weight_conversion_test.moc"

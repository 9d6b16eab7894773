// SPDX-License-Identifier: Apache-2.0
#include "core/detection/common/image_mask.h"

#include <QTest>
#include "tests/support/test_main.h"

namespace destudio::image_mask_test {

using namespace destudio::detection;

class ImageMaskTest : public QObject {
    Q_OBJECT

private slots:
    void batches_are_padded_to_multiples() { QCOMPARE(padded_batch_size({{65, 20}, {30, 40}}, 8), (Size{72, 40})); }

    void one_image_at_inference_has_no_padding() {
        QVERIFY(!make_image_mask({{65, 20}}, {72, 24}, false).any().item<bool>());
        QVERIFY(make_image_mask({{65, 20}}, {72, 24}, true).any().item<bool>());
    }

    void ratios_count_free_cells() {
        const auto mask = make_image_mask({{32, 16}, {64, 64}}, {64, 64}, true);
        const auto level = downsample_mask(mask, {8, 8});
        const auto ratios = valid_ratios({level});
        QCOMPARE(ratios[0][0][0].item<float>(), 0.5F);
        QCOMPARE(ratios[0][0][1].item<float>(), 0.25F);
        QCOMPARE(ratios[1][0][0].item<float>(), 1.0F);
    }
};

DESTUDIO_TEST(ImageMaskTest)

}  // namespace destudio::image_mask_test

#include "image_mask_test.moc"

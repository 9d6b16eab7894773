// SPDX-License-Identifier: Apache-2.0
#include "core/detection/common/nms.h"

#include <QTest>
#include "tests/support/test_main.h"

namespace destudio::nms_test {

using namespace destudio::detection;
using Indices = std::vector<std::size_t>;

class NmsTest : public QObject {
    Q_OBJECT

    const std::vector<NmsBox> m_boxes = {{0, 0, 10, 10}, {0, 0, 10, 9}, {20, 20, 30, 30}, {5, 5, 5, 9}};
    const std::vector<float> m_scores = {0.8F, 0.9F, 0.1F, 0.95F};

private slots:
    void best_of_a_cluster_survives() { QCOMPARE(nms(m_boxes, m_scores, 0.5), (Indices{3, 1, 2})); }

    void threshold_is_strict() {
        // IoU of the first two is exactly 0.9 in single precision.
        QCOMPARE(nms(m_boxes, m_scores, 90.0F / 100.0F), (Indices{3, 1, 0, 2}));
    }

    void classes_do_not_meet() {
        const std::vector<int> classes = {0, 1, 0, 0};
        QCOMPARE(batched_nms(m_boxes, m_scores, classes, 0.5), (Indices{3, 1, 0, 2}));
    }

    void soft_decay() {
        const auto linear = soft_nms(m_boxes, m_scores, {});
        QCOMPARE(linear.keep, (Indices{3, 1, 2, 0}));
        QVERIFY(std::abs(linear.scores[3] - 0.8F * 0.1) < 1e-6);
        SoftNmsOptions strict;
        strict.min_score = 0.5;
        QCOMPARE(soft_nms(m_boxes, m_scores, strict).keep, (Indices{3, 1}));
    }

    void nothing() { QVERIFY(nms({}, {}, 0.5).empty()); }
};

DESTUDIO_TEST(NmsTest)

}  // namespace destudio::nms_test

#include "nms_test.moc"

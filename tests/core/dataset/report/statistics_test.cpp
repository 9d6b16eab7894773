// SPDX-License-Identifier: Apache-2.0
// Counts of a dataset: the program's own, and those of the paper's Table 1.
#include "core/dataset/report/statistics.h"

#include <QTest>

#include "tests/support/test_main.h"

namespace destudio::statistics_test {

using namespace destudio::dataset;

namespace {

/// Three images: two boxes and an ignored region, an ignored region alone, nothing.
Dataset small_dataset() {
    Dataset dataset;
    dataset.classes = {"cat"};
    for (int id = 1; id <= 3; ++id) {
        dataset.images.push_back({id, std::to_string(id) + ".png", {64, 64}, "", true, ""});
    }
    for (const auto& [image, ignore] : {std::pair{1, false}, {1, false}, {1, true}, {2, true}}) {
        Annotation annotation;
        annotation.image_id = image;
        annotation.box = {0, 0, 10, 10};
        annotation.ignore = ignore;
        dataset.annotations.push_back(annotation);
    }
    return dataset;
}

}  // namespace

class StatisticsTest : public QObject {
    Q_OBJECT

private slots:
    void table_1_counts_images_with_an_instance_and_difficult_objects() {
        const Statistics crowds = count(small_dataset(), IgnoredKind::kCrowd);
        QCOMPARE(crowds.images, std::size_t{3});
        QCOMPARE(crowds.instances, std::size_t{2});
        QCOMPARE(crowds.paper.images, std::size_t{1});
        QCOMPARE(crowds.paper.instances, std::size_t{2});
        const Statistics difficult = count(small_dataset(), IgnoredKind::kDifficult);
        QCOMPARE(difficult.instances, std::size_t{2});
        QCOMPARE(difficult.paper.images, std::size_t{2});
        QCOMPARE(difficult.paper.instances, std::size_t{4});
        const auto json = statistics_json(difficult, &crowds);
        QCOMPARE(json["table1"]["scale_factors"]["images"].get<double>(), 2.0);
        QCOMPARE(json["scale_factors"]["images"].get<double>(), 1.0);
        const std::string text = statistics_text(difficult, &crowds);
        QVERIFY(text.find("Table 1") != std::string::npos && text.find("2.00x") != std::string::npos);
    }
};

DESTUDIO_CORE_TEST(StatisticsTest)

}  // namespace destudio::statistics_test

#include "statistics_test.moc"

// SPDX-License-Identifier: Apache-2.0
#include "core/image/patch_similarity.h"

#include <QtTest/QtTest>
#include <opencv2/imgproc.hpp>
#include "tests/support/test_main.h"

namespace destudio::patch_similarity_test {

namespace {

cv::Mat scene(const cv::Scalar& disc) {
    cv::Mat image(120, 160, CV_8UC3, cv::Scalar(90, 120, 200));
    cv::circle(image, {60, 60}, 25, disc, cv::FILLED);
    cv::line(image, {40, 60}, {80, 60}, {0, 0, 0}, 3);
    return image;
}

}  // namespace

class PatchSimilarityTest : public QObject {
    Q_OBJECT

private slots:
    void equal_parts_are_one() {
        const cv::Mat image = scene({220, 40, 40});
        QVERIFY(std::abs(patch_similarity(image, {30, 30, 90, 90}, image, {30, 30, 90, 90}) - 1) < 1e-4);
    }

    void noise_lowers_it_a_little_and_another_content_a_lot() {
        const cv::Mat image = scene({220, 40, 40});
        cv::Mat noisy = image.clone();
        cv::Mat noise(image.size(), CV_8UC3);
        cv::theRNG().state = 5;
        cv::randu(noise, 0, 12);
        noisy += noise;
        const Box box{30, 30, 90, 90};
        const double slightly = patch_similarity(image, box, noisy, box);
        const double elsewhere = patch_similarity(image, box, image, {95, 30, 155, 90});
        const double shifted = patch_similarity(image, box, image, {55, 40, 115, 100});
        QVERIFY2(slightly > 0.8, qPrintable(QString::number(slightly)));
        QVERIFY2(elsewhere < 0.6, qPrintable(QString::number(elsewhere)));
        QVERIFY2(shifted < slightly, qPrintable(QString::number(shifted)));
    }

    void pictures_of_other_sizes_compare() {
        const cv::Mat image = scene({220, 40, 40});
        cv::Mat half;
        cv::resize(image, half, {}, 0.5, 0.5, cv::INTER_AREA);
        QVERIFY(patch_similarity(image, {30, 30, 90, 90}, half, {15, 15, 45, 45}) > 0.7);
    }

    void nothing_resembles_an_empty_part() {
        const cv::Mat image = scene({220, 40, 40});
        QCOMPARE(patch_similarity(image, {30, 30, 30, 90}, image, {30, 30, 90, 90}), 0.0);
        QCOMPARE(patch_similarity(image, {30, 30, 90, 90}, image, {500, 500, 600, 600}), 0.0);
        QVERIFY(patch_similarity(image, {-50, -50, 20, 20}, image, {-50, -50, 20, 20}) > 0.99);
    }
};

DESTUDIO_TEST(PatchSimilarityTest)

}  // namespace destudio::patch_similarity_test

#include "patch_similarity_test.moc"

// SPDX-License-Identifier: Apache-2.0
#include "core/image/compare.h"

#include <QtTest/QtTest>
#include <opencv2/core.hpp>
#include "tests/support/test_main.h"

namespace destudio::compare_test {

namespace {

int brightness(const cv::Vec3b& color) {
    return color[0] + color[1] + color[2];
}

}  // namespace

class CompareTest : public QObject {
    Q_OBJECT

private slots:
    void equal_pictures_have_a_dark_difference() {
        const cv::Mat picture(20, 30, CV_8UC3, cv::Scalar(10, 120, 250));
        const cv::Mat difference = difference_picture(picture, picture);
        QCOMPARE(difference.type(), CV_8UC3);
        QVERIFY(difference.size() == picture.size());
        QVERIFY(brightness(difference.at<cv::Vec3b>(3, 3)) < 20);
    }

    void the_further_apart_the_brighter() {
        const cv::Mat dark(8, 4, CV_8UC3, cv::Scalar(0, 0, 0));
        cv::Mat other = dark.clone();
        for (int x = 0; x < 4; ++x) {
            other.col(x) = cv::Scalar(0, 40 * x, 0);  // one channel is enough
        }
        const cv::Mat difference = difference_picture(dark, other);
        for (int x = 1; x < 4; ++x) {
            QVERIFY(brightness(difference.at<cv::Vec3b>(0, x)) > brightness(difference.at<cv::Vec3b>(0, x - 1)));
        }
    }

    void pictures_of_another_size_are_scaled() {
        const cv::Mat small(10, 10, CV_8UC3, cv::Scalar(50, 60, 70));
        const cv::Mat large(40, 40, CV_8UC3, cv::Scalar(50, 60, 70));
        const cv::Mat difference = difference_picture(small, large);
        QVERIFY(difference.size() == small.size());
        QVERIFY(brightness(difference.at<cv::Vec3b>(5, 5)) < 20);
    }

    void heat_is_brightest_where_the_map_is_strong() {
        const cv::Mat picture(32, 32, CV_8UC3, cv::Scalar(120, 120, 120));
        cv::Mat map(4, 4, CV_32FC1, cv::Scalar(0.01));
        map.at<float>(1, 2) = 0.4F;
        const cv::Mat heat = heat_picture(picture, map);
        QVERIFY(heat.size() == picture.size());
        QVERIFY(brightness(heat.at<cv::Vec3b>(12, 20)) > brightness(heat.at<cv::Vec3b>(28, 4)) + 100);
        // A map without any difference is no reason to fail.
        QVERIFY(!heat_picture(picture, cv::Mat(4, 4, CV_32FC1, cv::Scalar(0.5))).empty());
    }
};

DESTUDIO_TEST(CompareTest)

}  // namespace destudio::compare_test

#include "compare_test.moc"

// SPDX-License-Identifier: Apache-2.0
#include "core/engine/model/model_fit.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <opencv2/imgproc.hpp>

#include "core/base/error.h"
#include "core/image/flat_share.h"
#include "core/image/image_io.h"
#include "tests/support/stopped.h"
#include "tests/support/test_main.h"

namespace destudio::model_fit_test {

namespace fs = std::filesystem;

namespace {

/// Flat areas with hard edges.
cv::Mat drawing() {
    cv::Mat image(192, 256, CV_8UC3, cv::Scalar(90, 180, 240));
    cv::rectangle(image, {20, 100, 180, 80}, cv::Scalar(40, 160, 60), cv::FILLED);
    cv::circle(image, {170, 70}, 40, cv::Scalar(220, 60, 60), cv::FILLED);
    return image;
}

/// Light that changes from pixel to pixel, with a sensor's noise.
cv::Mat photograph() {
    cv::Mat image(192, 256, CV_8UC3);
    cv::RNG random(7);
    for (int y = 0; y < image.rows; ++y) {
        for (int x = 0; x < image.cols; ++x) {
            const int light = 60 + x / 2 + y / 3 + random.uniform(-6, 7);
            image.at<cv::Vec3b>(y, x) = {cv::saturate_cast<uchar>(light), cv::saturate_cast<uchar>(light - 10),
                                         cv::saturate_cast<uchar>(light - 30)};
        }
    }
    return image;
}

BundleInfo clipart() {
    BundleInfo bundle;
    bundle.domain = "clipart";
    bundle.has_adapter = true;
    bundle.classes = {"cat", "dog"};
    return bundle;
}

}  // namespace

class ModelFitTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::vector<fs::path> m_photographs;
    std::vector<fs::path> m_drawings;

private slots:
    void initTestCase() {
        for (int i = 0; i < 3; ++i) {
            m_photographs.push_back(fs::path(m_folder.path().toStdString()) / ("photo" + std::to_string(i) + ".png"));
            m_drawings.push_back(fs::path(m_folder.path().toStdString()) / ("drawing" + std::to_string(i) + ".png"));
            save_png(m_photographs.back(), photograph());
            save_png(m_drawings.back(), drawing());
        }
    }

    void drawings_are_flat_and_photographs_are_not() {
        QVERIFY(flat_share(drawing()) > kDrawnFlatShare);
        QVERIFY(flat_share(photograph()) < 0.2);
        QCOMPARE(flat_share(cv::Mat(64, 64, CV_8UC3, cv::Scalar(7, 8, 9))), 1.0);
        QCOMPARE(flat_share(cv::Mat(1, 1, CV_8UC3)), 0.0);
    }

    void clip_art_suits_drawings_and_no_photographs() {
        QVERIFY(judge_fit(clipart(), {"cat"}, m_drawings).fits());
        const auto fit = judge_fit(clipart(), {"cat"}, m_photographs);
        QVERIFY(fit.other_look && !fit.finds_none() && !fit.fits());
        // Most of them decide, and what cannot be read does not count.
        auto mixed = m_drawings;
        mixed.push_back(m_photographs.front());
        mixed.emplace_back("/nowhere/picture.png");
        QVERIFY(judge_fit(clipart(), {}, mixed).fits());
        QVERIFY(judge_fit(clipart(), {}, {}).fits());
        BundleInfo photographs = clipart();
        photographs.domain = "photo";
        QVERIFY(judge_fit(photographs, {"cat"}, m_photographs).fits());
    }

    void classes_that_the_adapter_does_not_know_are_named() {
        const auto none = judge_fit(clipart(), {"RBC", "WBC"}, m_drawings);
        QVERIFY(none.finds_none() && !none.fits());
        QVERIFY(none.not_found == (std::vector<std::string>{"RBC", "WBC"}));
        const auto some = judge_fit(clipart(), {"RBC", "cat"}, m_drawings);
        QVERIFY(some.fits());
        QVERIFY(some.not_found == std::vector<std::string>{"RBC"});
        BundleInfo plain = clipart();
        plain.has_adapter = false;
        plain.classes.clear();
        QVERIFY(judge_fit(plain, {"RBC"}, m_drawings).fits());
    }

    void stops() { QVERIFY_THROWS_EXCEPTION(CancelledError, judge_fit(clipart(), {}, m_photographs, test::stopped())); }
};

DESTUDIO_TEST(ModelFitTest)

}  // namespace destudio::model_fit_test

#include "model_fit_test.moc"

// SPDX-License-Identifier: Apache-2.0
#include "core/image/perceptual_hash.h"

#include <QtTest/QtTest>
#include <opencv2/imgproc.hpp>

#include "core/image/image_io.h"
#include "tests/support/test_main.h"

namespace destudio::perceptual_hash_test {

namespace {

cv::Mat scene(int shift) {
    cv::Mat image(90, 120, CV_8UC3, cv::Scalar(200, 220, 240));
    cv::rectangle(image, {20 + shift, 20}, {60 + shift, 70}, {200, 40, 40}, cv::FILLED);
    cv::circle(image, {90, 30 + shift / 2}, 14, {20, 90, 30}, cv::FILLED);
    return image;
}

}  // namespace

class PerceptualHashTest : public QObject {
    Q_OBJECT

private slots:
    void stays_nearly_the_same_under_size_quality_and_tone() {
        const cv::Mat image = scene(0);
        const auto hash = perceptual_hash(image);
        cv::Mat half;
        cv::resize(image, half, {}, 0.5, 0.5, cv::INTER_AREA);
        QVERIFY(hash_distance(hash, perceptual_hash(half)) <= 4);
        const auto jpeg = encode_jpeg(image, 60);
        const std::string_view bytes(reinterpret_cast<const char*>(jpeg.data()), jpeg.size());
        QVERIFY(hash_distance(hash, perceptual_hash(decode_image(bytes, "jpeg"))) <= 4);
        QVERIFY(hash_distance(hash, perceptual_hash(image * 0.8)) <= 4);
    }

    void tells_pictures_apart() {
        QVERIFY(hash_distance(perceptual_hash(scene(0)), perceptual_hash(scene(40))) > 10);
        cv::Mat noise(90, 120, CV_8UC3);
        cv::RNG random(1);
        random.fill(noise, cv::RNG::UNIFORM, 0, 255);
        QVERIFY(hash_distance(perceptual_hash(scene(0)), perceptual_hash(noise)) > 16);
    }

    void a_flat_picture_has_no_bits() {
        QCOMPARE(perceptual_hash(cv::Mat(64, 64, CV_8UC3, cv::Scalar(90, 10, 200))), std::uint64_t{0});
    }
};

DESTUDIO_TEST(PerceptualHashTest)

}  // namespace destudio::perceptual_hash_test

#include "perceptual_hash_test.moc"

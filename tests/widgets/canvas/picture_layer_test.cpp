// SPDX-License-Identifier: Apache-2.0
#include "widgets/canvas/picture_layer.h"

#include <QPainter>
#include <QtTest/QtTest>
#include <random>
#include "tests/support/test_main.h"

namespace destudio::picture_layer_test {

using namespace destudio::widgets;

namespace {

Picture noise(int width, int height) {
    QImage image(width, height, QImage::Format_RGB32);
    std::mt19937 random(3);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            image.setPixel(x, y, 0xff000000U | (random() & 0xffffffU));
        }
    }
    return Picture(image);
}

QImage painted(PictureLayer& layer, const Picture& picture, const QRectF& target, const PictureTone& tone = {}) {
    QImage image(300, 200, QImage::Format_RGB32);
    QPainter painter(&image);
    layer.paint(painter, picture, target, image.size(), tone, Qt::darkBlue);
    painter.end();
    return image;
}

QImage painted_anew(const Picture& picture, const QRectF& target, const PictureTone& tone = {}) {
    PictureLayer layer;
    return painted(layer, picture, target, tone);
}

}  // namespace

class PictureLayerTest : public QObject {
    Q_OBJECT

private slots:
    void panning_shows_the_same_as_painting_anew_data() {
        QTest::addColumn<double>("scale");
        QTest::newRow("smaller") << 0.4;
        QTest::newRow("same") << 1.0;
        QTest::newRow("smooth") << 2.3;
        QTest::newRow("squares") << 7.0;
    }
    void panning_shows_the_same_as_painting_anew() {
        QFETCH(double, scale);
        const Picture picture = noise(900, 700);
        PictureLayer layer;
        QRectF target(-120, -60, 900 * scale, 700 * scale);
        painted(layer, picture, target);
        for (const QPointF step :
             {QPointF(5, 0), QPointF(-17, 9), QPointF(0, -30), QPointF(299, 0), QPointF(-400, 250)}) {
            target.translate(step);
            const QImage panned = painted(layer, picture, target);
            const QImage anew = painted_anew(picture, target);
            int different = 0;
            for (int y = 0; y < anew.height(); ++y) {
                for (int x = 0; x < anew.width(); ++x) {
                    const QColor a = panned.pixelColor(x, y);
                    const QColor b = anew.pixelColor(x, y);
                    different += std::abs(a.red() - b.red()) > 2 || std::abs(a.blue() - b.blue()) > 2 ? 1 : 0;
                }
            }
            QCOMPARE(different, 0);
        }
    }

    void panning_scales_only_what_comes_into_sight() {
        const Picture picture = noise(900, 700);
        PictureLayer layer;
        QRectF target(-200, -100, 900, 700);
        painted(layer, picture, target);
        const qint64 before = layer.scaled_pixels();
        QCOMPARE(before, 300 * 200);
        painted(layer, picture, target);
        QCOMPARE(layer.scaled_pixels(), before);
        target.translate(-4, 3);
        painted(layer, picture, target);
        QCOMPARE(layer.scaled_pixels() - before, 300 * 3 + 4 * 197);
    }

    void the_tone_leaves_the_surroundings_alone() {
        const Picture picture = noise(100, 100);
        const QImage dark = painted_anew(picture, {50, 50, 100, 100}, {-100, 0});
        QCOMPARE(dark.pixelColor(10, 10), QColor(Qt::darkBlue));
        const QImage grey = painted_anew(picture, {50, 50, 100, 100}, {0, -100});
        QCOMPARE(grey.pixelColor(80, 80).red(), grey.pixelColor(90, 90).blue());
    }
};

DESTUDIO_GUI_TEST(PictureLayerTest)

}  // namespace destudio::picture_layer_test

#include "picture_layer_test.moc"

// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QtTest>
#include <cmath>

#include "core/base/class_palette.h"
#include "tests/support/test_main.h"
#include "widgets/base/class_palette.h"

namespace destudio::class_palette_test {

using namespace destudio::widgets;

namespace {

double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color) {
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double high = std::max(luminance(a), luminance(b));
    const double low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

}  // namespace

class ClassPaletteTest : public QObject {
    Q_OBJECT

private slots:
    void colors_are_the_projects() {
        for (int i = -1; i < kClassPaletteSize; ++i) {
            QCOMPARE(class_color(i).rgb(), 0xff000000U | class_palette(i));
        }
    }

    void text_reads_on_every_color() {
        for (int i = -1; i < 21; ++i) {
            const QColor color = class_color(i);
            QVERIFY2(contrast(text_color_on(color), color) >= 4.5, qPrintable(QString::number(i)));
        }
        QCOMPARE(text_color_on(Qt::white), QColor(Qt::black));
        QCOMPARE(text_color_on(Qt::black), QColor(Qt::white));
    }
};

DESTUDIO_CORE_TEST(ClassPaletteTest)

}  // namespace destudio::class_palette_test

#include "class_palette_test.moc"

// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QtTest>
#include <cmath>
#include <set>

#include "widgets/class_palette.h"

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

int distance(const QColor& a, const QColor& b) {
    return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue());
}

}  // namespace

class ClassPaletteTest : public QObject {
    Q_OBJECT

private slots:
    void the_first_classes_differ() {
        for (int i = 0; i < 21; ++i) {
            for (int j = 0; j < i; ++j) {
                const int apart = distance(class_color(i), class_color(j));
                QVERIFY2(apart >= 30, qPrintable(QStringLiteral("%1 and %2 differ by %3").arg(i).arg(j).arg(apart)));
            }
        }
        for (int i = 1; i < 7; ++i) {
            QVERIFY(distance(class_color(i), class_color(i - 1)) > 100);
        }
    }

    void any_index_has_a_colour() {
        QCOMPARE(class_color(21), class_color(0));
        QVERIFY(class_color(1000).isValid());
        QCOMPARE(class_color(-1), class_color(-7));
        QVERIFY(class_color(-1) != class_color(0));
    }

    void text_reads_on_every_colour() {
        for (int i = -1; i < 21; ++i) {
            const QColor color = class_color(i);
            QVERIFY2(contrast(text_color_on(color), color) >= 4.5, qPrintable(QString::number(i)));
        }
        QCOMPARE(text_color_on(Qt::white), QColor(Qt::black));
        QCOMPARE(text_color_on(Qt::black), QColor(Qt::white));
    }
};

QTEST_GUILESS_MAIN(ClassPaletteTest)
#include "class_palette_test.moc"

// SPDX-License-Identifier: Apache-2.0
#include "core/base/class_palette.h"

#include <QtTest/QtTest>
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>
#include "tests/support/test_main.h"

namespace destudio::class_palette_test {

namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

// Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
constexpr Matrix kNormal{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
constexpr Matrix kProtan{
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix kDeutan{
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix kTritan{
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};

Triple times(const Matrix& m, const Triple& v) {
    Triple out{};
    for (std::size_t i = 0; i < 3; ++i) {
        out[i] = m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2];
    }
    return out;
}

/// CIE L*a*b* (D65) of a color as somebody with this vision sees it.
Triple seen(std::uint32_t rgb, const Matrix& vision) {
    Triple linear{};
    for (std::size_t i = 0; i < 3; ++i) {
        const double c = ((rgb >> (16 - 8 * i)) & 0xffU) / 255.0;
        linear[i] = c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    }
    Triple light = times(vision, linear);
    for (double& c : light) {
        c = std::clamp(c, 0.0, 1.0);
    }
    constexpr Matrix kToXyz{{{0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047},
                             {0.2126729, 0.7151522, 0.0721750},
                             {0.0193339 / 1.08883, 0.1191920 / 1.08883, 0.9503041 / 1.08883}}};
    Triple xyz = times(kToXyz, light);
    for (double& t : xyz) {
        t = t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116;
    }
    return {116 * xyz[1] - 16, 500 * (xyz[0] - xyz[1]), 200 * (xyz[1] - xyz[2])};
}

double apart(std::uint32_t a, std::uint32_t b) {
    double least = 1e9;
    for (const Matrix& vision : {kNormal, kProtan, kDeutan, kTritan}) {
        const Triple p = seen(a, vision);
        const Triple q = seen(b, vision);
        least = std::min(least, std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]));
    }
    return least;
}

}  // namespace

class ClassPaletteTest : public QObject {
    Q_OBJECT

private slots:
    void colors_differ_for_every_kind_of_eye() {
        // A difference of 2.3 is just noticeable side by side; these are looked at in different corners of a picture.
        constexpr double kApart = 14;
        for (int i = 0; i < kClassPaletteSize; ++i) {
            for (int j = 0; j < i; ++j) {
                const double distance = apart(class_palette(i), class_palette(j));
                QVERIFY2(distance >= kApart,
                         qPrintable(QStringLiteral("%1 and %2 are %3 apart").arg(i).arg(j).arg(distance)));
            }
        }
    }

    void any_index_has_a_color() {
        QCOMPARE(class_palette(kClassPaletteSize), class_palette(0));
        QCOMPARE(class_palette(kClassPaletteSize * 3 + 4), class_palette(4));
        QCOMPARE(class_palette(-1), class_palette(-7));
        for (int i = 0; i < kClassPaletteSize; ++i) {
            QVERIFY(class_palette(i) != class_palette(-1));
        }
    }
};

DESTUDIO_TEST(ClassPaletteTest)

}  // namespace destudio::class_palette_test

#include "class_palette_test.moc"

// SPDX-License-Identifier: Apache-2.0
#include "widgets/class_palette.h"

#include <array>
#include <cmath>

namespace destudio::widgets {
namespace {

constexpr std::array<QRgb, 7> kOkabeIto{0xff56b4e9, 0xffe69f00, 0xff009e73, 0xfff0e442,
                                        0xffcc79a7, 0xffd55e00, 0xff2f7fd0};

double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

}  // namespace

QColor class_color(int class_index) {
    if (class_index < 0) {
        return QColor(0xa0, 0xa4, 0xaa);
    }
    const auto index = static_cast<std::size_t>(class_index);
    const QColor hue(kOkabeIto[index % kOkabeIto.size()]);
    switch ((index / kOkabeIto.size()) % 3) {
        case 1:
            return hue.lighter(140).toHsl().lightnessF() > 0.85 ? hue.darker(125) : hue.lighter(140);
        case 2:
            return hue.darker(165);
        default:
            return hue;
    }
}

QColor text_color_on(const QColor& background) {
    const double luminance =
        0.2126 * linear(background.redF()) + 0.7152 * linear(background.greenF()) + 0.0722 * linear(background.blueF());
    // Equal contrast against black and white lies at sqrt(1.05 * 0.05) - 0.05.
    return luminance > 0.179 ? QColor(Qt::black) : QColor(Qt::white);
}

}  // namespace destudio::widgets

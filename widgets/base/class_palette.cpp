// SPDX-License-Identifier: Apache-2.0
#include "widgets/base/class_palette.h"

#include <QPixmap>
#include <cmath>

#include "core/base/class_palette.h"

namespace destudio::widgets {
namespace {

double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

}  // namespace

QColor class_color(int class_index) {
    return QColor(static_cast<QRgb>(0xff000000U | class_palette(class_index)));
}

QIcon swatch(const QColor& color) {
    constexpr int kSide = 12;
    QIcon icon;
    for (int ratio = 1; ratio <= 3; ++ratio) {
        QPixmap pixmap(QSize(kSide, kSide) * ratio);
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(color);
        icon.addPixmap(pixmap);
    }
    return icon;
}

QColor text_color_on(const QColor& background) {
    const double luminance =
        0.2126 * linear(background.redF()) + 0.7152 * linear(background.greenF()) + 0.0722 * linear(background.blueF());
    // Equal contrast against black and white lies at sqrt(1.05 * 0.05) - 0.05.
    return luminance > 0.179 ? QColor(Qt::black) : QColor(Qt::white);
}

}  // namespace destudio::widgets

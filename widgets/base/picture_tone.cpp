// SPDX-License-Identifier: Apache-2.0
#include "widgets/base/picture_tone.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace destudio::widgets {
namespace {

constexpr double kMiddle = 127.5;
constexpr double kSteepest = 3;

std::array<quint8, 256> tone_table(const PictureTone& tone) {
    const double slope =
        tone.contrast >= 0 ? 1 + (kSteepest - 1) * tone.contrast / 100.0 : 1 + std::max(tone.contrast, -100) / 100.0;
    const double shift = tone.brightness * kMiddle / 100;
    std::array<quint8, 256> table{};
    for (std::size_t value = 0; value < table.size(); ++value) {
        const double shown = (static_cast<double>(value) - kMiddle) * slope + kMiddle + shift;
        table[value] = static_cast<quint8>(std::lround(std::clamp(shown, 0.0, 255.0)));
    }
    return table;
}

}  // namespace

void apply_tone(QImage& image, const QRect& part, const PictureTone& tone) {
    Q_ASSERT(image.format() == QImage::Format_RGB32);
    const QRect area = part & image.rect();
    if (tone.neutral() || area.isEmpty()) {
        return;
    }
    const auto table = tone_table(tone);
    for (int y = area.top(); y <= area.bottom(); ++y) {
        QRgb* pixel = reinterpret_cast<QRgb*>(image.scanLine(y)) + area.left();
        for (QRgb* end = pixel + area.width(); pixel != end; ++pixel) {
            const QRgb value = *pixel;
            *pixel = 0xff000000U | static_cast<QRgb>(table[(value >> 16) & 0xff]) << 16 |
                     static_cast<QRgb>(table[(value >> 8) & 0xff]) << 8 | static_cast<QRgb>(table[value & 0xff]);
        }
    }
}

}  // namespace destudio::widgets

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>
#include <QRect>

namespace destudio::widgets {

/// How bright and how contrasty a picture is shown. Only the eye is helped; no pixel of the picture changes.
struct PictureTone {
    int brightness = 0;  ///< -100 to 100
    int contrast = 0;    ///< -100 (flat grey) to 100 (three times as steep)

    bool neutral() const { return brightness == 0 && contrast == 0; }
    bool operator==(const PictureTone&) const = default;
};

/// Applies the tone to a part of a Format_RGB32 image, in place.
void apply_tone(QImage& image, const QRect& part, const PictureTone& tone);

}  // namespace destudio::widgets

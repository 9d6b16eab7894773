// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QImage>
#include <QRectF>

#include "widgets/base/picture.h"
#include "widgets/base/picture_tone.h"

class QPainter;

namespace destudio::widgets {

/// The picture as a canvas shows it, kept between frames: boxes that move over it cost no scaling, and panning scales
/// only the strips that come into sight.
class PictureLayer {
public:
    /// Paints the viewport's whole background.
    /// @param viewport device-independent pixels, from (0, 0)
    /// @param target   where the whole picture lies in the viewport
    void paint(QPainter& painter, const Picture& picture, const QRectF& target, const QSize& viewport,
               const PictureTone& tone, const QColor& around);
    /// Gives the memory back.
    void clear();
    /// Device pixels that were scaled anew since the layer was made; for tests and benchmarks.
    qint64 scaled_pixels() const { return m_scaled_pixels; }

private:
    bool shift_to(const QRectF& target);
    void render(const QRect& part);

    QImage m_shown;  ///< device pixels
    QImage m_spare;  ///< the other buffer of a shift
    Picture m_picture;
    QRectF m_target;  ///< device pixels
    PictureTone m_tone;
    QColor m_around;
    qint64 m_scaled_pixels = 0;
};

}  // namespace destudio::widgets

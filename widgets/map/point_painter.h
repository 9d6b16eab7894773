// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QImage>
#include <QPointF>
#include <vector>

namespace destudio::widgets {

/// A point of a map, anywhere in the plane.
struct MapPoint {
    enum class Shape : quint8 { kDot, kDiamond };
    QPointF place;
    QRgb color = 0;
    Shape shape = Shape::kDot;
    bool ring = false;  ///< stands out: a ring around it
    quint8 layer = 0;   ///< higher ones lie above, below 8
    bool operator==(const MapPoint&) const = default;
};

/// Draws points straight into an image, which a QPainter would take ten times as long for.
class PointPainter {
public:
    /// @param image  Format_RGB32  @param radius  of a dot, pixels of the image
    PointPainter(QImage& image, double radius, QRgb ring);

    /// @param at pixels of the image; what lies outside is left out
    void draw(QPointF at, const MapPoint& point, bool pale);

private:
    /// How much of each pixel a shape covers, 0 to 255.
    struct Stamp {
        int side = 0;
        std::vector<quint8> cover;
    };
    static Stamp make_stamp(double radius, MapPoint::Shape shape, double hole);
    void press(const Stamp& stamp, QPointF at, QRgb color, int strength);

    QImage& m_image;
    QRgb* m_pixels;
    int m_stride;
    QRgb m_ring_color;
    Stamp m_dot;
    Stamp m_diamond;
    Stamp m_ring;
};

}  // namespace destudio::widgets

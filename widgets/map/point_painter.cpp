// SPDX-License-Identifier: Apache-2.0
#include "widgets/map/point_painter.h"

#include <algorithm>
#include <cmath>

namespace destudio::widgets {
namespace {

constexpr int kFull = 256;
constexpr int kPale = 56;
constexpr double kDiamondScale = 1.7;
constexpr double kRingScale = 2.9;
constexpr double kRingWidth = 1.6;

QRgb blended(QRgb below, QRgb above, int share) {
    const auto mixed = [share](int a, int b) { return a + (b - a) * share / kFull; };
    return qRgb(mixed(qRed(below), qRed(above)), mixed(qGreen(below), qGreen(above)),
                mixed(qBlue(below), qBlue(above)));
}

}  // namespace

PointPainter::PointPainter(QImage& image, double radius, QRgb ring)
    : m_image(image),
      m_pixels(reinterpret_cast<QRgb*>(image.bits())),
      m_stride(static_cast<int>(image.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb)))),
      m_ring_color(ring),
      m_dot(make_stamp(radius, MapPoint::Shape::kDot, 0)),
      m_diamond(make_stamp(radius * kDiamondScale, MapPoint::Shape::kDiamond, 0)),
      m_ring(make_stamp(radius * kRingScale, MapPoint::Shape::kDot, radius * kRingScale - kRingWidth)) {}

PointPainter::Stamp PointPainter::make_stamp(double radius, MapPoint::Shape shape, double hole) {
    Stamp stamp;
    stamp.side = 2 * static_cast<int>(std::floor(radius + 0.5)) + 1;  // beyond, nothing is covered
    const double middle = stamp.side / 2;  // NOLINT(bugprone-integer-division): the middle pixel
    for (int y = 0; y < stamp.side; ++y) {
        for (int x = 0; x < stamp.side; ++x) {
            const double dx = std::abs(x - middle);
            const double dy = std::abs(y - middle);
            const double away = shape == MapPoint::Shape::kDiamond ? dx + dy : std::hypot(dx, dy);
            const double cover =
                std::clamp(radius - away + 0.5, 0.0, 1.0) * (hole > 0 ? std::clamp(away - hole + 0.5, 0.0, 1.0) : 1.0);
            stamp.cover.push_back(static_cast<quint8>(std::lround(cover * 255)));
        }
    }
    return stamp;
}

void PointPainter::draw(QPointF at, const MapPoint& point, bool pale) {
    if (point.ring) {
        press(m_ring, at, m_ring_color, pale ? kPale : kFull);
    }
    press(point.shape == MapPoint::Shape::kDiamond ? m_diamond : m_dot, at, point.color, pale ? kPale : kFull);
}

void PointPainter::press(const Stamp& stamp, QPointF at, QRgb color, int strength) {
    const int left = static_cast<int>(std::floor(at.x())) - stamp.side / 2;
    const int top = static_cast<int>(std::floor(at.y())) - stamp.side / 2;
    if (top >= m_image.height() || top + stamp.side <= 0 || left >= m_image.width() || left + stamp.side <= 0) {
        return;
    }
    const int first_x = std::max(0, -left);
    const int last_x = std::min(stamp.side, m_image.width() - left);
    const int last_y = std::min(stamp.side, m_image.height() - top);
    for (int y = std::max(0, -top); y < last_y; ++y) {
        QRgb* row = m_pixels + static_cast<qsizetype>(top + y) * m_stride + left;
        const quint8* cover = stamp.cover.data() + static_cast<qsizetype>(y) * stamp.side;
        for (int x = first_x; x < last_x; ++x) {
            const int share = (cover[x] + (cover[x] >> 7)) * strength / kFull;
            if (share >= kFull) {
                row[x] = color;
            } else if (share > 0) {
                row[x] = blended(row[x], color, share);
            }
        }
    }
}

}  // namespace destudio::widgets

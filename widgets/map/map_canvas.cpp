// SPDX-License-Identifier: Apache-2.0
#include "widgets/map/map_canvas.h"

#include <QEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "widgets/base/theme.h"

namespace destudio::widgets {
namespace {

constexpr double kRoom = 24;          ///< pixels around all points
constexpr double kFarthestOut = 0.5;  ///< of the scale at which all is in sight
constexpr double kNearest = 400;
constexpr double kReach = 9;  ///< pixels from a point at which the pointer is on it
constexpr double kMarkRadius = 8;

}  // namespace

MapCanvas::MapCanvas(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(240, 200);
    setAccessibleName(tr("Map"));
}

void MapCanvas::set_points(std::vector<MapPoint> points, bool keep_view) {
    m_points = std::move(points);
    m_order.resize(m_points.size());
    std::iota(m_order.begin(), m_order.end(), 0);
    // From top to bottom within a layer, so that drawing goes through the image's memory once.
    std::stable_sort(m_order.begin(), m_order.end(), [this](int a, int b) {
        const MapPoint& first = m_points[static_cast<std::size_t>(a)];
        const MapPoint& second = m_points[static_cast<std::size_t>(b)];
        return first.layer != second.layer ? first.layer < second.layer : first.place.y() < second.place.y();
    });
    QPointF low;
    QPointF high;
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        const QPointF place = m_points[i].place;
        low = i == 0 ? place : QPointF(std::min(low.x(), place.x()), std::min(low.y(), place.y()));
        high = i == 0 ? place : QPointF(std::max(high.x(), place.x()), std::max(high.y(), place.y()));
    }
    m_extent = QRectF(low, high);
    m_chosen.clear();
    m_is_chosen.assign(m_points.size(), false);
    m_hovered = -1;
    m_current = m_current < static_cast<int>(m_points.size()) && keep_view ? m_current : -1;
    if (!keep_view || m_fitted) {
        fit();
    }
    redraw();
}

void MapCanvas::fit() {
    const double wide = std::max(m_extent.width(), 1e-3);
    const double high = std::max(m_extent.height(), 1e-3);
    m_fit_scale = std::max(1e-6, std::min((width() - 2 * kRoom) / wide, (height() - 2 * kRoom) / high));
    m_scale = m_fit_scale;
    m_middle = m_extent.center();
    m_fitted = true;
    redraw();
}

void MapCanvas::zoom(double factor, QPointF at) {
    const double scale = std::clamp(m_scale * factor, m_fit_scale * kFarthestOut, m_fit_scale * kNearest);
    const QPointF from_middle = at - QPointF(width() / 2.0, height() / 2.0);
    m_middle += from_middle / m_scale - from_middle / scale;
    m_scale = scale;
    m_fitted = false;
    redraw();
}

void MapCanvas::pan(QPointF pixels) {
    m_middle -= pixels / m_scale;
    m_fitted = false;
    redraw();
}

void MapCanvas::set_lasso(bool on) {
    m_lasso_on = on;
    setCursor(on ? Qt::CrossCursor : Qt::ArrowCursor);
}

void MapCanvas::set_chosen(const std::vector<int>& points) {
    m_chosen = points;
    m_is_chosen.assign(m_points.size(), false);
    for (const int point : points) {
        m_is_chosen[static_cast<std::size_t>(point)] = true;
    }
    redraw();
}

void MapCanvas::set_current(int point) {
    m_current = point;
    update();
}

void MapCanvas::show_points(const std::vector<int>& points) {
    if (points.empty()) {
        return;
    }
    QPointF low = m_points[static_cast<std::size_t>(points.front())].place;
    QPointF high = low;
    for (const int point : points) {
        const QPointF place = m_points[static_cast<std::size_t>(point)].place;
        low = {std::min(low.x(), place.x()), std::min(low.y(), place.y())};
        high = {std::max(high.x(), place.x()), std::max(high.y(), place.y())};
    }
    const QRectF in_sight(m_middle - QPointF(width(), height()) / (2 * m_scale), QSizeF(size()) / m_scale);
    if (!in_sight.contains(low) || !in_sight.contains(high)) {
        m_middle = (low + high) / 2;
        m_scale = std::min({m_scale, width() / std::max(2 * (high.x() - low.x()), 1e-6),
                            height() / std::max(2 * (high.y() - low.y()), 1e-6)});
        m_scale = std::max(m_scale, m_fit_scale);
        m_fitted = false;
        redraw();
    }
}

QPointF MapCanvas::position_of(int point) const {
    return (m_points[static_cast<std::size_t>(point)].place - m_middle) * m_scale +
           QPointF(width() / 2.0, height() / 2.0);
}

int MapCanvas::point_at(QPointF position) const {
    int nearest = -1;
    double smallest = kReach * kReach;
    // The topmost of those that are equally near.
    for (const int point : m_order) {
        const QPointF away = position_of(point) - position;
        const double square = QPointF::dotProduct(away, away);
        if (square <= smallest) {
            smallest = square;
            nearest = point;
        }
    }
    return nearest;
}

std::vector<int> MapCanvas::points_in(const QPolygonF& polygon) const {
    const QRectF bounds = polygon.boundingRect();
    std::vector<int> inside;
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        const QPointF position = position_of(static_cast<int>(i));
        if (bounds.contains(position) && polygon.containsPoint(position, Qt::OddEvenFill)) {
            inside.push_back(static_cast<int>(i));
        }
    }
    return inside;
}

double MapCanvas::radius() const {
    // Many points are small, and grow a little when one comes near.
    const double few = m_points.size() < 300 ? 4.0 : m_points.size() < 5000 ? 2.6 : 1.4;
    return std::min(few + 0.7 * std::log2(std::max(m_scale / m_fit_scale, 1.0)), 7.0);
}

void MapCanvas::redraw() {
    m_stale = true;
    update();
}

void MapCanvas::draw_frame() {
    const double ratio = devicePixelRatioF();
    const QSize wanted = (QSizeF(size()) * ratio).toSize();
    if (m_frame.size() != wanted) {
        m_frame = QImage(wanted, QImage::Format_RGB32);
    }
    m_frame.setDevicePixelRatio(ratio);
    m_frame.fill(theme_colors().canvas);
    PointPainter painter(m_frame, radius() * ratio, theme_colors().warn.rgb());
    const bool some = !m_chosen.empty();
    const QPointF offset = (QPointF(width(), height()) / 2 - m_middle * m_scale) * ratio;
    for (const int index : m_order) {
        const auto at = static_cast<std::size_t>(index);
        painter.draw(m_points[at].place * (m_scale * ratio) + offset, m_points[at], some && !m_is_chosen[at]);
    }
    m_stale = false;
}

void MapCanvas::paintEvent(QPaintEvent* /*event*/) {
    if (m_stale || m_frame.isNull()) {
        draw_frame();
    }
    QPainter painter(this);
    painter.drawImage(QPointF(0, 0), m_frame);
    painter.setRenderHint(QPainter::Antialiasing);
    const ThemeColors& colors = theme_colors();
    for (const int point : {m_hovered, m_current}) {
        if (point >= 0) {
            painter.setPen(QPen(point == m_current ? colors.accent : colors.text, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(position_of(point), kMarkRadius, kMarkRadius);
        }
    }
    if (m_lasso.size() > 1) {
        QColor inside = colors.accent;
        inside.setAlphaF(0.15F);
        painter.setPen(QPen(colors.accent, 1));  // dashes of a long line take longer than all points
        painter.setBrush(inside);
        painter.drawPolygon(m_lasso);
    }
    if (hasFocus()) {
        painter.setPen(QPen(colors.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

}  // namespace destudio::widgets

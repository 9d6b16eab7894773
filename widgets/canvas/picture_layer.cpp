// SPDX-License-Identifier: Apache-2.0
#include "widgets/canvas/picture_layer.h"

#include <QPaintDevice>
#include <QPainter>
#include <cmath>

namespace destudio::widgets {
namespace {

constexpr double kExact = 1e-6;

bool is_whole(double value) {
    return std::abs(value - std::round(value)) < kExact;
}

}  // namespace

void PictureLayer::paint(QPainter& painter, const Picture& picture, const QRectF& target, const QSize& viewport,
                         const PictureTone& tone, const QColor& around) {
    const double ratio = painter.device()->devicePixelRatioF();
    const QSize size(static_cast<int>(std::ceil(viewport.width() * ratio)),
                     static_cast<int>(std::ceil(viewport.height() * ratio)));
    const QRectF device_target(target.topLeft() * ratio, target.size() * ratio);
    const bool same = m_shown.size() == size && picture.is_same_as(m_picture) && tone == m_tone && around == m_around;
    m_picture = picture;
    m_tone = tone;
    m_around = around;
    if (!same || (device_target != m_target && !shift_to(device_target))) {
        if (m_shown.size() != size) {
            m_shown = QImage(size, QImage::Format_RGB32);
            m_spare = QImage();
        }
        m_target = device_target;
        render(m_shown.rect());
    }
    painter.save();
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    m_shown.setDevicePixelRatio(ratio);
    painter.drawImage(QPointF(0, 0), m_shown);
    m_shown.setDevicePixelRatio(1);
    painter.restore();
}

void PictureLayer::clear() {
    *this = PictureLayer();
}

bool PictureLayer::shift_to(const QRectF& target) {
    const QPointF shift = target.topLeft() - m_target.topLeft();
    const bool same_scale =
        std::abs(target.width() - m_target.width()) < kExact && std::abs(target.height() - m_target.height()) < kExact;
    if (!same_scale || !is_whole(shift.x()) || !is_whole(shift.y())) {
        return false;
    }
    const QPoint by = shift.toPoint();
    const QRect all = m_shown.rect();
    const QRect kept = all.translated(by) & all;
    if (kept.isEmpty()) {
        return false;
    }
    if (m_spare.size() != m_shown.size()) {
        m_spare = QImage(m_shown.size(), QImage::Format_RGB32);
    }
    {
        QPainter painter(&m_spare);
        painter.setCompositionMode(QPainter::CompositionMode_Source);
        painter.drawImage(kept.topLeft(), m_shown, kept.translated(-by));
    }
    m_shown.swap(m_spare);
    m_target = target;
    if (by.y() != 0) {
        render(by.y() > 0 ? QRect(0, 0, all.width(), by.y()) : QRect(0, all.height() + by.y(), all.width(), -by.y()));
    }
    if (by.x() != 0) {
        render(by.x() > 0 ? QRect(0, kept.top(), by.x(), kept.height())
                          : QRect(all.width() + by.x(), kept.top(), -by.x(), kept.height()));
    }
    return true;
}

void PictureLayer::render(const QRect& part) {
    QPainter painter(&m_shown);
    painter.setClipRect(part);
    const QRectF seen = m_target & QRectF(part);
    if (seen != QRectF(part)) {
        painter.fillRect(part, m_around);
    }
    m_picture.paint(painter, m_target, part);
    painter.end();
    if (!seen.isEmpty()) {
        apply_tone(m_shown, seen.toAlignedRect() & part, m_tone);
        m_scaled_pixels += static_cast<qint64>(seen.width() * seen.height());
    }
}

}  // namespace destudio::widgets

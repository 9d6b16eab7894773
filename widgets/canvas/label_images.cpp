// SPDX-License-Identifier: Apache-2.0
#include "widgets/canvas/label_images.h"

#include <QApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <cmath>

#include "widgets/base/class_palette.h"

namespace destudio::widgets {
namespace {

constexpr int kPixelSize = 11;
constexpr int kSideRoom = 6;
constexpr int kMaxKept = 4000;

}  // namespace

const QImage& LabelImages::get(const QString& text, const QColor& color, double ratio) {
    const Key key{text, color.rgb(), static_cast<int>(std::lround(ratio * 100))};
    if (const auto found = m_images.constFind(key); found != m_images.constEnd()) {
        return *found;
    }
    if (m_images.size() >= kMaxKept) {
        m_images.clear();
    }
    QFont font = QApplication::font();
    font.setPixelSize(kPixelSize);
    const QFontMetricsF metrics(font);
    const QSize size(static_cast<int>(std::ceil(metrics.horizontalAdvance(text))) + kSideRoom,
                     static_cast<int>(std::ceil(metrics.height())) + 1);
    QImage image((QSizeF(size) * ratio).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(color);
    QPainter painter(&image);
    painter.setFont(font);
    painter.setPen(text_color_on(color));
    painter.drawText(QRectF(QPointF(0, 0), QSizeF(size)), Qt::AlignCenter, text);
    painter.end();
    return *m_images.insert(key, image);
}

}  // namespace destudio::widgets

// SPDX-License-Identifier: Apache-2.0
#include "widgets/base/elided_label.h"

#include <QPainter>

namespace destudio::widgets {

ElidedLabel::ElidedLabel(QWidget* parent) : QLabel(parent) {
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void ElidedLabel::set_full_text(const QString& text) {
    m_text = text;
    setAccessibleName(text);
    setToolTip(text);
    update();
}

QSize ElidedLabel::minimumSizeHint() const {
    return {20, fontMetrics().height() + 2};
}

QSize ElidedLabel::sizeHint() const {
    return {fontMetrics().horizontalAdvance(m_text), fontMetrics().height() + 2};
}

void ElidedLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.drawText(contentsRect(), static_cast<int>(alignment()),
                     fontMetrics().elidedText(m_text, Qt::ElideMiddle, contentsRect().width()));
}

}  // namespace destudio::widgets

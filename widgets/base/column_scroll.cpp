// SPDX-License-Identifier: Apache-2.0
#include "widgets/base/column_scroll.h"

#include <QEvent>
#include <QScrollBar>

namespace destudio::widgets {
namespace {

constexpr int kLeastHeight = 120;

}  // namespace

ColumnScroll::ColumnScroll(QWidget* column, QWidget* parent) : QScrollArea(parent) {
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setWidget(column);  // which watches it, too
}

QSize ColumnScroll::sizeHint() const {
    return widget()->sizeHint();
}

QSize ColumnScroll::minimumSizeHint() const {
    const QSize column = widget()->minimumSizeHint();
    return {column.width() + verticalScrollBar()->sizeHint().width(), std::min(column.height(), kLeastHeight)};
}

bool ColumnScroll::eventFilter(QObject* watched, QEvent* event) {
    if (watched == widget() && event->type() == QEvent::LayoutRequest) {
        updateGeometry();
    }
    return QScrollArea::eventFilter(watched, event);
}

}  // namespace destudio::widgets

// SPDX-License-Identifier: Apache-2.0
#include "widgets/ladder/compare_canvas.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "widgets/base/theme.h"

namespace destudio::widgets {
namespace {

constexpr double kGrip = 5;
constexpr double kHandleRadius = 5;

}  // namespace

CompareCanvas::CompareCanvas(QWidget* parent) : BoxCanvas(parent) {}

void CompareCanvas::set_compare_view(CompareView* view) {
    if (m_compare) {
        disconnect(m_compare, nullptr, this, nullptr);
    }
    m_compare = view;
    if (view != nullptr) {
        const auto repaint = [this] { viewport()->update(); };
        connect(view, &CompareView::mode_changed, this, repaint);
        connect(view, &CompareView::split_changed, this, repaint);
    }
    viewport()->update();
}

void CompareCanvas::set_comparison(const Comparison& comparison) {
    m_comparison = comparison;
    viewport()->update();
}

CompareView::Mode CompareCanvas::compare_mode() const {
    return m_compare && !picture().empty() ? m_compare->mode() : CompareView::Mode::kOff;
}

std::optional<double> CompareCanvas::line() const {
    if (compare_mode() != CompareView::Mode::kWipe || m_comparison.original.empty()) {
        return std::nullopt;
    }
    return std::round(m_compare->split() * viewport()->width());
}

bool CompareCanvas::on_line(QPointF viewport_position) const {
    const auto x = line();
    return x && std::abs(viewport_position.x() - *x) <= kGrip;
}

void CompareCanvas::follow(QPointF viewport_position) {
    m_compare->set_split(viewport_position.x() / std::max(1, viewport()->width()));
}

void CompareCanvas::drawBackground(QPainter* painter, const QRectF& rect) {
    const QRectF outline = outline_of(
        {0, 0, static_cast<double>(picture().size().width()), static_cast<double>(picture().size().height())});
    if (compare_mode() == CompareView::Mode::kDifference && !m_comparison.difference.empty()) {
        painter->resetTransform();
        painter->fillRect(viewport()->rect(), theme_colors().canvas);
        m_comparison.difference.paint(*painter, outline);
        return;
    }
    BoxCanvas::drawBackground(painter, rect);
    const auto x = line();
    const QRectF& part = m_comparison.part;
    if (!x || part.isEmpty()) {
        return;
    }
    // The whole original, so placed that its part lies upon this picture.
    const QSizeF whole(outline.width() / part.width(), outline.height() / part.height());
    const QRectF target(outline.topLeft() - QPointF(part.x() * whole.width(), part.y() * whole.height()), whole);
    painter->save();
    painter->resetTransform();
    painter->setClipRect(outline.intersected(QRectF(0, 0, *x, viewport()->height())));
    m_comparison.original.paint(*painter, target);
    painter->restore();
}

void CompareCanvas::drawForeground(QPainter* painter, const QRectF& rect) {
    BoxCanvas::drawForeground(painter, rect);
    const auto x = line();
    if (!x) {
        return;
    }
    painter->save();
    painter->resetTransform();
    painter->setRenderHint(QPainter::Antialiasing, true);
    const double middle = viewport()->height() / 2.0;
    for (const auto& [color, width] : {std::pair(QColor(0, 0, 0, 150), 3.0), std::pair(QColor(Qt::white), 1.5)}) {
        painter->setPen(QPen(color, width));
        painter->drawLine(QPointF(*x, 0), QPointF(*x, viewport()->height()));
    }
    painter->setPen(QPen(QColor(0, 0, 0, 150), 1));
    painter->setBrush(Qt::white);
    painter->drawEllipse(QPointF(*x, middle), kHandleRadius, kHandleRadius);
    painter->restore();
}

void CompareCanvas::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier && on_line(event->position())) {
        event->accept();
        setFocus(Qt::MouseFocusReason);
        emit activated();
        m_dragging = true;
        return;
    }
    BoxCanvas::mousePressEvent(event);
}

void CompareCanvas::mouseMoveEvent(QMouseEvent* event) {
    if (m_dragging) {
        event->accept();
        follow(event->position());
        return;
    }
    BoxCanvas::mouseMoveEvent(event);
    if (event->buttons() == Qt::NoButton && on_line(event->position())) {
        viewport()->setCursor(Qt::SplitHCursor);
    }
}

void CompareCanvas::mouseReleaseEvent(QMouseEvent* event) {
    if (m_dragging && event->button() == Qt::LeftButton) {
        event->accept();
        follow(event->position());
        m_dragging = false;
        return;
    }
    BoxCanvas::mouseReleaseEvent(event);
}

}  // namespace destudio::widgets

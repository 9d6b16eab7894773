// SPDX-License-Identifier: Apache-2.0
#include "widgets/grids/sample_grid.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "widgets/base/theme.h"
#include "widgets/canvas/canvas_painter.h"

namespace destudio::widgets {
namespace {

constexpr int kSampleGap = 4;

QRectF on_screen(const Box& box, QSize picture, const QRectF& target) {
    const double sx = target.width() / picture.width();
    const double sy = target.height() / picture.height();
    return {target.left() + box.x1 * sx, target.top() + box.y1 * sy, box.width() * sx, box.height() * sy};
}

}  // namespace

SampleGrid::SampleGrid(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Sample predictions"));
}

void SampleGrid::set_samples(std::vector<SamplePicture> samples) {
    m_samples = std::move(samples);
    QStringList all;
    for (const SamplePicture& sample : m_samples) {
        all << sample.description;
    }
    setAccessibleDescription(all.join(QLatin1Char('\n')));
    update();
}

void SampleGrid::set_note(const QString& text) {
    m_note = text;
    update();
}

void SampleGrid::set_threshold(double threshold) {
    m_threshold = threshold;
    update();
}

int SampleGrid::columns() const {
    // The number of columns that makes the squares largest.
    const int count = static_cast<int>(m_samples.size());
    int best = 1;
    int best_side = 0;
    for (int columns = 1; columns <= count; ++columns) {
        const int rows = (count + columns - 1) / columns;
        const int side = std::min((width() + kSampleGap) / columns, (height() + kSampleGap) / rows) - kSampleGap;
        if (side > best_side) {
            best_side = side;
            best = columns;
        }
    }
    return best;
}

QRect SampleGrid::cell(int index) const {
    const int across = columns();
    const int rows = (static_cast<int>(m_samples.size()) + across - 1) / across;
    const int side = std::max(
        1, std::min((width() + kSampleGap) / across, (height() + kSampleGap) / std::max(1, rows)) - kSampleGap);
    return {(index % across) * (side + kSampleGap), (index / across) * (side + kSampleGap), side, side};
}

void SampleGrid::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (m_samples.empty()) {
        painter.setPen(theme_colors().line);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
        painter.setPen(theme_colors().dim_text);
        painter.drawText(rect().adjusted(kMargin, kMargin, -kMargin, -kMargin), Qt::AlignCenter | Qt::TextWordWrap,
                         m_note);
    }
    for (int i = 0; i < static_cast<int>(m_samples.size()); ++i) {
        const SamplePicture& sample = m_samples[static_cast<std::size_t>(i)];
        const QRect place = cell(i);
        painter.fillRect(place, theme_colors().canvas);
        if (sample.picture.empty()) {
            continue;
        }
        const QSize size = sample.picture.size();
        QRectF target(QPointF(), QSizeF(size).scaled(place.size(), Qt::KeepAspectRatio));
        target.moveCenter(QRectF(place).center());
        painter.setClipRect(place);
        sample.picture.paint(painter, target);
        painter.setBrush(Qt::NoBrush);
        for (const CanvasBox& truth : sample.truth) {
            painter.setPen(QPen(QColor(0, 0, 0, 160), 2));
            painter.drawRect(on_screen(truth.box, size, target));
            painter.setPen(QPen(Qt::white, 1, Qt::DashLine));
            painter.drawRect(on_screen(truth.box, size, target));
        }
        for (auto found = sample.found.rbegin(); found != sample.found.rend(); ++found) {  // the surest on top
            if (found->score.value_or(1) >= m_threshold) {
                paint_box(painter, *found, on_screen(found->box, size, target), place, {});
            }
        }
        painter.setClipping(false);
    }
}

bool SampleGrid::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QString text;
        for (int i = 0; i < static_cast<int>(m_samples.size()); ++i) {
            if (cell(i).contains(help->pos())) {
                text = m_samples[static_cast<std::size_t>(i)].description;
            }
        }
        QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    return QWidget::event(event);
}

}  // namespace destudio::widgets

// SPDX-License-Identifier: Apache-2.0
#include "widgets/ladder/lane_strip.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "widgets/base/class_palette.h"
#include "widgets/base/theme.h"

namespace destudio::widgets {
namespace {

constexpr int kRow = 22;
constexpr int kCutOffRow = 26;
constexpr int kMaxLanes = 8;
constexpr int kHandle = 12;
constexpr int kChipGap = 2;
constexpr int kSwatch = 10;

QColor tone_color(ChipTone tone) {
    const ThemeColors& colors = theme_colors();
    switch (tone) {
        case ChipTone::kGood:
            return colors.good;
        case ChipTone::kFair:
            return colors.accent;
        case ChipTone::kWarn:
            return colors.warn;
        case ChipTone::kBad:
            return colors.bad;
        case ChipTone::kNeutral:
            break;
    }
    return colors.line;
}

}  // namespace

LaneStrip::LaneStrip(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Objects of the reference in each variant"));
}

void LaneStrip::set_lanes(std::vector<Lane> lanes) {
    m_lanes = std::move(lanes);
    m_first = std::clamp(m_first, 0, static_cast<int>(m_lanes.size()) - shown_lanes());
    updateGeometry();
    update();
}

void LaneStrip::set_columns(const std::vector<int>& lefts, int width, int title_width) {
    m_lefts = lefts;
    m_cut_off = std::min(m_cut_off, column_count() - 1);
    m_width = width;
    m_title_width = title_width;
    update();
}

void LaneStrip::set_done(int column) {
    // Somebody who is choosing is not disturbed by news that do not concern the cut-off.
    if (column != m_done && !m_dragging) {
        m_cut_off = column;
    }
    m_done = column;
    update();
}

void LaneStrip::set_cut_off_texts(const QStringList& texts) {
    m_texts = texts;
    update();
}

int LaneStrip::shown_lanes() const {
    return std::min(static_cast<int>(m_lanes.size()), kMaxLanes);
}

QSize LaneStrip::sizeHint() const {
    return {200, shown_lanes() * kRow + kCutOffRow + kMargin / 2};
}

QRect LaneStrip::chip_rect(int lane, int column, int chip) const {
    const auto& chips = m_lanes[static_cast<std::size_t>(lane)].columns[static_cast<std::size_t>(column)];
    const int count = std::max<int>(1, static_cast<int>(chips.size()));
    const int width = (m_width - (count - 1) * kChipGap) / count;
    return {m_lefts[static_cast<std::size_t>(column)] + chip * (width + kChipGap), (lane - m_first) * kRow + 3, width,
            kRow - 4};
}

int LaneStrip::handle_x(int column) const {
    if (m_lefts.empty()) {
        return 0;
    }
    return column < 0 ? m_lefts.front() - 2 : m_lefts[static_cast<std::size_t>(column)] + m_width + 1;
}

QRect LaneStrip::handle_rect() const {
    return {handle_x(m_cut_off) - kHandle / 2, shown_lanes() * kRow + (kCutOffRow - kHandle) / 2 + 1, kHandle, kHandle};
}

int LaneStrip::nearest_column(int x) const {
    int best = -1;
    for (int column = 0; column < column_count(); ++column) {
        if (std::abs(handle_x(column) - x) < std::abs(handle_x(best) - x)) {
            best = column;
        }
    }
    return best;
}

void LaneStrip::move_cut_off(int column) {
    column = std::clamp(column, -1, column_count() - 1);
    if (column != m_cut_off) {
        m_cut_off = column;
        setAccessibleDescription(m_texts.value(column + 1));
        update();
    }
}

void LaneStrip::mousePressEvent(QMouseEvent* event) {
    const bool on_track = event->position().y() >= shown_lanes() * kRow;
    if (event->button() == Qt::LeftButton && on_track && !m_lefts.empty()) {
        m_dragging = true;
        move_cut_off(nearest_column(event->pos().x()));
    } else if (event->button() == Qt::LeftButton) {
        if (const auto chip = chip_at(event->pos())) {
            emit chip_pressed(chip->column, chip->chip);
        }
    }
}

void LaneStrip::wheelEvent(QWheelEvent* event) {
    const int steps = event->angleDelta().y() > 0 ? -1 : event->angleDelta().y() < 0 ? 1 : 0;
    event->setAccepted(scroll(steps));
}

bool LaneStrip::scroll(int lanes) {
    const int first = std::clamp(m_first + lanes, 0, static_cast<int>(m_lanes.size()) - shown_lanes());
    if (first == m_first) {
        return false;
    }
    m_first = first;
    update();
    return true;
}

std::optional<LaneStrip::ChipPlace> LaneStrip::chip_at(QPoint position) const {
    for (int lane = m_first; lane <= last_shown(); ++lane) {
        const auto& columns = m_lanes[static_cast<std::size_t>(lane)].columns;
        for (int column = 0; column < std::min<int>(column_count(), static_cast<int>(columns.size())); ++column) {
            const int chips = static_cast<int>(columns[static_cast<std::size_t>(column)].size());
            for (int chip = 0; chip < chips; ++chip) {
                if (chip_rect(lane, column, chip).contains(position)) {
                    return ChipPlace{lane, column, chip};
                }
            }
        }
    }
    return std::nullopt;
}

void LaneStrip::mouseMoveEvent(QMouseEvent* event) {
    if (m_dragging) {
        move_cut_off(nearest_column(event->pos().x()));
    } else {
        setCursor(handle_rect().adjusted(-4, -4, 4, 4).contains(event->pos()) ? Qt::SizeHorCursor : Qt::ArrowCursor);
    }
}

void LaneStrip::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !m_dragging) {
        return;
    }
    m_dragging = false;
    const int chosen = m_cut_off;
    move_cut_off(m_done);  // where it goes next is up to what is accepted
    if (chosen > m_done) {
        emit cut_off_chosen(chosen);
    }
}

void LaneStrip::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Left:
            move_cut_off(m_cut_off - 1);
            break;
        case Qt::Key_Right:
            move_cut_off(m_cut_off + 1);
            break;
        case Qt::Key_Up:
        case Qt::Key_Down:
            scroll(event->key() == Qt::Key_Up ? -1 : 1);
            break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (m_cut_off > m_done) {
                emit cut_off_chosen(m_cut_off);
            }
            break;
        case Qt::Key_Escape:
            m_dragging = false;
            move_cut_off(m_done);
            break;
        default:
            QWidget::keyPressEvent(event);
    }
}

bool LaneStrip::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const auto at = chip_at(help->pos())) {
            const Lane& lane = m_lanes[static_cast<std::size_t>(at->lane)];
            const auto& chips = lane.columns[static_cast<std::size_t>(at->column)];
            QToolTip::showText(help->globalPos(), chips[static_cast<std::size_t>(at->chip)].tip, this);
            return true;
        }
        QToolTip::showText(help->globalPos(),
                           help->pos().y() >= shown_lanes() * kRow ? m_texts.value(m_cut_off + 1) : QString(), this);
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        update();
    }
    return QWidget::event(event);
}

void LaneStrip::paint_lane(QPainter& painter, int lane) const {
    const ThemeColors& colors = theme_colors();
    const Lane& row = m_lanes[static_cast<std::size_t>(lane)];
    const int top = (lane - m_first) * kRow;
    const QRect swatch(kMargin, top + (kRow - kSwatch) / 2, kSwatch, kSwatch);
    if (row.color.isValid()) {
        painter.fillRect(swatch, row.color);
    }
    QRect text(swatch.right() + kMargin, top, std::max(0, m_title_width - swatch.right() - 2 * kMargin), kRow);
    const bool more = lane == last_shown() && more_below();
    const QString title = more ? tr("… and %1 more").arg(static_cast<int>(m_lanes.size()) - last_shown()) : row.title;
    painter.setPen(colors.text);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(title, Qt::ElideRight, text.width()));
    text.setLeft(text.left() + painter.fontMetrics().horizontalAdvance(title) + kMargin);
    if (more) {
        return;
    }
    painter.setPen(colors.dim_text);
    painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(row.note, Qt::ElideRight, text.width()));
    for (int column = 0; column < std::min<int>(column_count(), static_cast<int>(row.columns.size())); ++column) {
        const auto& chips = row.columns[static_cast<std::size_t>(column)];
        for (int chip = 0; chip < static_cast<int>(chips.size()); ++chip) {
            const LaneChip& content = chips[static_cast<std::size_t>(chip)];
            const QRect rect = chip_rect(lane, column, chip);
            const QColor fill = tone_color(content.tone);
            painter.setPen(Qt::NoPen);
            painter.setBrush(fill);
            painter.drawRoundedRect(rect, 3, 3);
            painter.setPen(text_color_on(fill));
            painter.drawText(rect, Qt::AlignCenter,
                             painter.fontMetrics().elidedText(content.text, Qt::ElideRight, rect.width() - 4));
        }
    }
    if (row.break_column >= 0 && row.break_column < column_count()) {
        painter.setPen(QPen(colors.text, 2));
        const int x = handle_x(row.break_column);
        painter.drawLine(x, top + 2, x, top + kRow - 1);
    }
}

void LaneStrip::paint_cut_off(QPainter& painter) const {
    const ThemeColors& colors = theme_colors();
    const int top = shown_lanes() * kRow;
    const int middle = top + kCutOffRow / 2 + 1;
    const QRect text(kMargin, top, std::max(0, m_title_width - 2 * kMargin), kCutOffRow);
    painter.setPen(m_cut_off > m_done ? colors.text : colors.dim_text);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_texts.value(m_cut_off + 1), Qt::ElideRight, text.width()));
    painter.setPen(QPen(colors.line, 4, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(handle_x(-1), middle, handle_x(column_count() - 1), middle);
    if (m_cut_off >= 0) {
        painter.setPen(QPen(colors.good, 4, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(handle_x(-1), middle, handle_x(m_cut_off), middle);
    }
    if (m_cut_off > m_done) {
        painter.setPen(QPen(colors.good, 1, Qt::DashLine));
        painter.drawLine(handle_x(m_cut_off), 0, handle_x(m_cut_off), middle);
    }
    painter.setPen(QPen(hasFocus() ? colors.accent : colors.panel, 2));
    painter.setBrush(m_cut_off >= 0 ? colors.good : colors.dim_text);
    painter.drawEllipse(handle_rect());
}

void LaneStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.fillRect(rect(), theme_colors().panel);
    if (m_lefts.empty()) {
        return;
    }
    for (int lane = m_first; lane <= last_shown(); ++lane) {
        paint_lane(painter, lane);
    }
    paint_cut_off(painter);
}

}  // namespace destudio::widgets

// SPDX-License-Identifier: Apache-2.0
#include "widgets/base/ratio_track.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "widgets/base/theme.h"

namespace destudio::widgets {
namespace {

constexpr int kTrackHeight = 28;
constexpr int kRatioHandle = 12;
constexpr int kHandleGrip = 10;  ///< pixels from a handle's middle that still take it
constexpr int kTrackInset = kRatioHandle / 2 + 2;
constexpr double kRatioStep = 0.01;
constexpr double kWideRatioStep = 0.1;

double in_steps(double ratio) {
    return std::clamp(std::round(ratio / kRatioStep) / std::round(1 / kRatioStep), kRatioStep, 1.0);
}

}  // namespace

RatioTrack::RatioTrack(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize RatioTrack::sizeHint() const {
    return {120, kTrackHeight};
}

void RatioTrack::set_ratios(const std::vector<double>& ratios) {
    if (m_dragging) {
        return;
    }
    const double chosen = current();
    m_ratios = ratios;
    const auto same = std::find(m_ratios.begin(), m_ratios.end(), chosen);
    m_current = same != m_ratios.end() ? static_cast<int>(same - m_ratios.begin())
                                       : std::clamp(m_current, 0, std::max(0, static_cast<int>(m_ratios.size()) - 1));
    choose(m_current);
}

std::vector<double> RatioTrack::ratios() const {
    std::vector<double> rising = m_ratios;
    std::sort(rising.begin(), rising.end());
    rising.erase(std::unique(rising.begin(), rising.end()), rising.end());
    return rising;
}

double RatioTrack::current() const {
    return m_ratios.empty() ? 0 : m_ratios[static_cast<std::size_t>(m_current)];
}

QPoint RatioTrack::place_of(double ratio) const {
    return {static_cast<int>(std::lround(kTrackInset + ratio * (width() - 2 * kTrackInset))), height() / 2};
}

double RatioTrack::ratio_at(double x) const {
    return in_steps((x - kTrackInset) / std::max(1, width() - 2 * kTrackInset));
}

int RatioTrack::handle_at(QPointF position) const {
    int best = -1;
    double nearest = kHandleGrip;
    for (int i = 0; i < static_cast<int>(m_ratios.size()); ++i) {
        const double away = std::abs(place_of(m_ratios[static_cast<std::size_t>(i)]).x() - position.x());
        // Of two on one place the chosen one, so that it can be drawn away again.
        if (away < nearest || (away == nearest && i == m_current)) {
            best = i;
            nearest = away;
        }
    }
    return best;
}

void RatioTrack::choose(int handle) {
    m_current = handle;
    setAccessibleDescription(QLocale().toString(current() * 100, 'f', 0) + QStringLiteral(" %"));
    update();
}

void RatioTrack::move_current(double ratio) {
    if (m_ratios.empty() || ratio == current()) {
        return;
    }
    m_ratios[static_cast<std::size_t>(m_current)] = ratio;
    choose(m_current);
    emit ratios_changed(ratios());
    emit handle_moved(ratio);
}

void RatioTrack::add_handle(double ratio) {
    if (std::find(m_ratios.begin(), m_ratios.end(), ratio) == m_ratios.end()) {
        m_ratios.push_back(ratio);
        choose(static_cast<int>(m_ratios.size()) - 1);
        emit ratios_changed(ratios());
        emit handle_moved(ratio);
    }
}

void RatioTrack::remove_current() {
    if (m_ratios.size() < 2) {
        return;  // a ladder has a rung
    }
    m_ratios.erase(m_ratios.begin() + m_current);
    choose(std::min(m_current, static_cast<int>(m_ratios.size()) - 1));
    emit ratios_changed(ratios());
}

void RatioTrack::cancel_drag() {
    m_dragging = false;
    m_ratios[static_cast<std::size_t>(m_current)] = m_before;
    choose(m_current);
    emit ratios_changed(ratios());
    emit drag_cancelled();
}

void RatioTrack::mousePressEvent(QMouseEvent* event) {
    const int handle = event->button() == Qt::LeftButton ? handle_at(event->position()) : -1;
    if (handle < 0) {
        return;
    }
    choose(handle);
    m_dragging = true;
    m_before = current();
}

void RatioTrack::mouseMoveEvent(QMouseEvent* event) {
    if (m_dragging) {
        move_current(ratio_at(event->position().x()));
    } else {
        setCursor(handle_at(event->position()) >= 0 ? Qt::SizeHorCursor : Qt::ArrowCursor);
    }
}

void RatioTrack::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !m_dragging) {
        return;
    }
    m_dragging = false;
    const double chosen = current();
    set_ratios(ratios());  // two that were put on one place are one
    const auto place = std::find(m_ratios.begin(), m_ratios.end(), chosen);
    choose(static_cast<int>(place - m_ratios.begin()));
    if (chosen != m_before) {
        emit handle_released(chosen);
    }
}

void RatioTrack::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && handle_at(event->position()) < 0) {
        add_handle(ratio_at(event->position().x()));
    }
}

void RatioTrack::keyPressEvent(QKeyEvent* event) {
    const double step = event->modifiers().testFlag(Qt::ShiftModifier) ? kWideRatioStep : kRatioStep;
    const bool plain = (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == Qt::NoModifier;
    if (event->key() == Qt::Key_Escape && m_dragging) {
        cancel_drag();
    } else if (!plain || m_ratios.empty()) {
        QWidget::keyPressEvent(event);
    } else if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
        move_current(in_steps(current() + (event->key() == Qt::Key_Left ? -step : step)));
    } else if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) {
        const int count = static_cast<int>(m_ratios.size());
        choose((m_current + (event->key() == Qt::Key_Up ? 1 : count - 1)) % count);
    } else if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace) {
        remove_current();
    } else {
        QWidget::keyPressEvent(event);
    }
}

bool RatioTrack::event(QEvent* event) {
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        update();
    }
    // Delete is an action of the window, too; here it is about the handle.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const auto keys = {Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down, Qt::Key_Delete, Qt::Key_Backspace};
        if ((key->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == Qt::NoModifier &&
            std::find(keys.begin(), keys.end(), key->key()) != keys.end()) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void RatioTrack::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing, true);
    const ThemeColors& colors = theme_colors();
    const QColor faint = isEnabled() ? colors.line : colors.panel;
    painter.setPen(QPen(faint, 4, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(place_of(0), place_of(1));
    painter.setPen(QPen(colors.dim_text, 1));
    for (int tenth = 0; tenth <= 10; ++tenth) {
        const QPoint place = place_of(tenth / 10.0);
        const int length = tenth % 5 == 0 ? 4 : 2;
        painter.drawLine(place.x(), height() - 2 - length, place.x(), height() - 2);
    }
    const auto paint_handle = [&](int i) {
        const bool chosen = i == m_current && (hasFocus() || m_dragging);
        painter.setPen(QPen(chosen ? colors.text : colors.panel, 2));
        painter.setBrush(isEnabled() ? colors.accent : colors.dim_text);
        const QPoint place = place_of(m_ratios[static_cast<std::size_t>(i)]);
        painter.drawEllipse(
            QRect(place.x() - kRatioHandle / 2, place.y() - kRatioHandle / 2, kRatioHandle, kRatioHandle));
    };
    for (int i = 0; i < static_cast<int>(m_ratios.size()); ++i) {
        if (i != m_current) {
            paint_handle(i);
        }
    }
    if (!m_ratios.empty()) {
        paint_handle(m_current);
    }
}

}  // namespace destudio::widgets

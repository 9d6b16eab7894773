// SPDX-License-Identifier: Apache-2.0
#include "ui/base/wheel_steps.h"

#include <QKeyEvent>
#include <QWheelEvent>
#include <QWidget>
#include <cstdlib>
#include <utility>

namespace destudio::ui {
namespace {

constexpr int kNotch = 120;

class WheelFilter : public QObject {
public:
    WheelFilter(QObject* parent, std::function<void(int)> step) : QObject(parent), m_step(std::move(step)) {}

    bool eventFilter(QObject* /*watched*/, QEvent* event) override {
        if (event->type() == QEvent::Wheel) {
            auto* wheel = static_cast<QWheelEvent*>(event);
            if (wheel->modifiers() != Qt::NoModifier || wheel->angleDelta().y() == 0) {
                return false;
            }
            wheel->accept();
            const int notches = m_steps.take(*wheel);
            for (int i = 0; i < std::abs(notches); ++i) {
                m_step(notches > 0 ? 1 : -1);
            }
            return true;
        }
        if (event->type() == QEvent::KeyPress) {
            const auto* key = static_cast<QKeyEvent*>(event);
            const bool plain = (key->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
            if (plain && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down)) {
                m_step(key->key() == Qt::Key_Up ? 1 : -1);
                return true;
            }
        }
        return false;
    }

private:
    std::function<void(int)> m_step;
    WheelSteps m_steps;
};

}  // namespace

int WheelSteps::take(const QWheelEvent& event) {
    m_rest += event.angleDelta().y();
    const int notches = m_rest / kNotch;
    m_rest -= notches * kNotch;
    return notches;
}

void step_by_wheel(QWidget* widget, std::function<void(int direction)> step) {
    widget->installEventFilter(new WheelFilter(widget, std::move(step)));
}

}  // namespace destudio::ui

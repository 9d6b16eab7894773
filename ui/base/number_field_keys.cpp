// SPDX-License-Identifier: Apache-2.0
#include "ui/base/number_field_keys.h"

#include <QKeyEvent>
#include <QLineEdit>

namespace destudio::ui {
namespace {

class LetterFilter : public QObject {
public:
    using QObject::QObject;

    bool eventFilter(QObject* /*watched*/, QEvent* event) override {
        if (event->type() != QEvent::ShortcutOverride) {
            return false;
        }
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool plain = (key->modifiers() & ~Qt::ShiftModifier) == Qt::NoModifier;
        if (!plain || key->key() < Qt::Key_A || key->key() > Qt::Key_Z) {
            return false;
        }
        // The field would claim the key for itself; unclaimed it goes to the window's shortcuts.
        event->ignore();
        return true;
    }
};

}  // namespace

void let_letters_pass(QWidget* field) {
    auto* filter = new LetterFilter(field);
    field->installEventFilter(filter);
    for (QLineEdit* edit : field->findChildren<QLineEdit*>()) {  // a spin box asks the field inside it
        edit->installEventFilter(filter);
    }
}

}  // namespace destudio::ui

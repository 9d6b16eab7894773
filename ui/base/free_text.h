// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoreApplication>
#include <QString>

namespace destudio::ui {

/// A text of functions that belong to no class, translated; lupdate knows it by its name. Classes have their own tr().
inline QString tr(const char* text) {
    return QCoreApplication::translate("destudio::ui", text);
}

}  // namespace destudio::ui

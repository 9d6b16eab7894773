// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLocale>
#include <QString>
#include <cstddef>

namespace destudio::ui {

/// "12,345", as the language writes it.
inline QString count_text(std::size_t count) {
    return QLocale().toString(static_cast<qulonglong>(count));
}

}  // namespace destudio::ui

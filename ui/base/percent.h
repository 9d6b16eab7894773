// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLocale>
#include <QString>

namespace destudio::ui {

/// An encode ratio as people read it, without the sign: "30", "57.7".
inline QString percent(double ratio) {
    return QLocale().toString(ratio * 100, 'g', 3);
}

}  // namespace destudio::ui

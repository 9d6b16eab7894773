// SPDX-License-Identifier: Apache-2.0
#include "ui/base/time_text.h"

#include <algorithm>
#include <cmath>

namespace destudio::ui {

QString time_text(double seconds) {
    const auto whole = static_cast<qint64>(std::ceil(std::clamp(seconds, 0.0, 1e9)));
    const auto two = [](qint64 number) { return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0')); };
    const qint64 minutes = whole / 60 % 60;
    const qint64 hours = whole / 3600;
    return hours > 0 ? QStringLiteral("%1:%2:%3").arg(hours).arg(two(minutes), two(whole % 60))
                     : QStringLiteral("%1:%2").arg(minutes).arg(two(whole % 60));
}

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace destudio::ui {

/// "0:41", "12:05", "1:02:03".
QString time_text(double seconds);

}  // namespace destudio::ui

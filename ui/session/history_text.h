// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include "ui/session/box_target.h"

namespace destudio::ui {

/// Where a box came from and who changed it when, a line a step, the newest last; long histories lose their middle.
/// Empty where nothing is known of it. @param key box_key()
QString history_text(Session& session, BoxTarget target, qint64 key);

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace destudio::ui {

/// Sends what Qt reports (qWarning and the like) to the log.
void forward_qt_messages();

}  // namespace destudio::ui

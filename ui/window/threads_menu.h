// SPDX-License-Identifier: Apache-2.0
#pragma once

class QMenu;

namespace destudio::ui {

/// Computes with the number of threads that was chosen the last time, if any was. Call it before any work starts.
void apply_remembered_threads();

/// Adds "automatic" and every number up to the machine's cores to a menu; choosing one is remembered, and a number
/// holds from the next ladder on.
void fill_threads_menu(QMenu* menu);

}  // namespace destudio::ui

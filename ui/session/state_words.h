// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include "core/project/store/types.h"

namespace destudio::ui {

/// "accepted", "not reviewed", ... in the window's language.
QString state_word(VariantState state);

}  // namespace destudio::ui

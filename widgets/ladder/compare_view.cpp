// SPDX-License-Identifier: Apache-2.0
#include "widgets/ladder/compare_view.h"

#include <algorithm>

namespace destudio::widgets {

void CompareView::set_mode(Mode mode) {
    if (mode != m_mode) {
        m_mode = mode;
        emit mode_changed(mode);
    }
}

void CompareView::set_split(double split) {
    split = std::clamp(split, 0.0, 1.0);
    if (split != m_split) {
        m_split = split;
        emit split_changed(split);
    }
}

}  // namespace destudio::widgets

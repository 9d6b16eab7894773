// SPDX-License-Identifier: Apache-2.0
#include "widgets/base/linked_view.h"

#include <algorithm>

namespace destudio::widgets {

void LinkedView::set(double zoom, QPointF center) {
    zoom = std::clamp(zoom, kMinZoom, kMaxZoom);
    // Half of the visible part must stay inside, else a picture could be pushed out of sight.
    const double half = std::min(0.5, 0.5 / zoom);
    const QPointF bounded(std::clamp(center.x(), half, 1 - half), std::clamp(center.y(), half, 1 - half));
    if (zoom == m_zoom && bounded == m_center) {
        return;
    }
    m_zoom = zoom;
    m_center = bounded;
    emit changed();
}

}  // namespace destudio::widgets

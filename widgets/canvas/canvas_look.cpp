// SPDX-License-Identifier: Apache-2.0
#include "widgets/canvas/canvas_look.h"

#include <algorithm>

namespace destudio::widgets {

template <typename Value>
void CanvasLook::set(Value& member, Value value) {
    if (!(member == value)) {
        member = value;
        emit changed();
    }
}

void CanvasLook::set_tone(PictureTone tone) {
    set(m_tone, {std::clamp(tone.brightness, -100, 100), std::clamp(tone.contrast, -100, 100)});
}

void CanvasLook::set_line_width(double width) {
    set(m_line_width, std::clamp(width, kMinLineWidth, kMaxLineWidth));
}

void CanvasLook::set_labels(Labels labels) {
    set(m_labels, labels);
}

void CanvasLook::set_boxes_visible(bool visible) {
    set(m_boxes_visible, visible);
}

void CanvasLook::set_minimap(bool minimap) {
    set(m_minimap, minimap);
}

void CanvasLook::set_crosshair(bool crosshair) {
    set(m_crosshair, crosshair);
}

}  // namespace destudio::widgets

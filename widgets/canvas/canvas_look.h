// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include "widgets/base/picture_tone.h"

namespace destudio::widgets {

/// How canvases show pictures and boxes, whatever picture is in them. Several canvases may share one.
class CanvasLook : public QObject {
    Q_OBJECT

public:
    enum class Labels { kAll, kSelected, kNone };
    static constexpr double kMinLineWidth = 1;
    static constexpr double kMaxLineWidth = 5;

    using QObject::QObject;

    const PictureTone& tone() const { return m_tone; }
    void set_tone(PictureTone tone);
    /// Screen pixels; kMinLineWidth to kMaxLineWidth.
    double line_width() const { return m_line_width; }
    void set_line_width(double width);
    Labels labels() const { return m_labels; }
    void set_labels(Labels labels);
    bool boxes_visible() const { return m_boxes_visible; }
    void set_boxes_visible(bool visible);
    /// The small overview, while a part of the picture is out of sight.
    bool minimap() const { return m_minimap; }
    void set_minimap(bool minimap);
    /// The two lines through the pointer outside of drawing, too.
    bool crosshair() const { return m_crosshair; }
    void set_crosshair(bool crosshair);

signals:
    void changed();

private:
    template <typename Value>
    void set(Value& member, Value value);

    PictureTone m_tone;
    double m_line_width = 1.5;
    Labels m_labels = Labels::kAll;
    bool m_boxes_visible = true;
    bool m_minimap = true;
    bool m_crosshair = false;
};

}  // namespace destudio::widgets

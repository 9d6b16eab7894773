// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QPointF>

namespace destudio::widgets {

/// Zoom and centre that several canvases share. Zoom is relative to "the whole picture fits" and the centre is a
/// fraction of the picture, so that canvases and pictures of different sizes show the same part.
class LinkedView : public QObject {
    Q_OBJECT

public:
    static constexpr double kMinZoom = 0.02;
    static constexpr double kMaxZoom = 40;

    using QObject::QObject;

    double zoom() const { return m_zoom; }       ///< 1: fits; kMinZoom to kMaxZoom
    QPointF center() const { return m_center; }  ///< in [0,1] x [0,1]
    bool fits() const { return m_zoom <= 1; }

    void set(double zoom, QPointF center);
    void fit() { set(1, {0.5, 0.5}); }

signals:
    void changed();

private:
    double m_zoom = 1;
    QPointF m_center{0.5, 0.5};
};

}  // namespace destudio::widgets

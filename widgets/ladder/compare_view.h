// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

namespace destudio::widgets {

/// How the variants of a ladder are set against its reference: as they are, as their difference to it, or with a line
/// left of which the reference shows. All canvases of a ladder share one.
class CompareView : public QObject {
    Q_OBJECT

public:
    enum class Mode { kOff, kDifference, kWipe };

    using QObject::QObject;

    Mode mode() const { return m_mode; }
    void set_mode(Mode mode);
    /// Where the line stands, as a fraction of a canvas' width, so that it stays in place while the pictures are
    /// zoomed.
    double split() const { return m_split; }
    void set_split(double split);

signals:
    void mode_changed(destudio::widgets::CompareView::Mode mode);
    void split_changed(double split);

private:
    Mode m_mode = Mode::kOff;
    double m_split = 0.5;
};

}  // namespace destudio::widgets

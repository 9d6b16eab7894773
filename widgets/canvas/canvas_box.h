// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QString>
#include <QtGlobal>
#include <optional>

#include "core/base/geometry.h"

namespace destudio::widgets {

/// A box as a canvas shows it. The id is the caller's; the canvas only hands it back.
struct CanvasBox {
    qint64 id = 0;
    Box box;
    QColor color;                 ///< the class's color
    QString label;                ///< the class's name
    std::optional<double> score;  ///< none for ground truth and drawn boxes
    bool ignored = false;         ///< a region that counts neither as object nor as background: hatched
    bool locked = false;          ///< can be selected, but not changed
    bool ghost = false;           ///< a suggestion that became no box yet: dashed; can be selected, but not changed

    bool changeable() const { return !locked && !ghost; }
};

/// A box as a gesture left it, in picture pixels.
struct BoxEdit {
    qint64 id = 0;
    Box box;
};

}  // namespace destudio::widgets

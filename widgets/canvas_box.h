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
    QColor color;                 ///< the class's colour
    QString label;                ///< the class's name
    std::optional<double> score;  ///< none for ground truth and drawn boxes
};

}  // namespace destudio::widgets

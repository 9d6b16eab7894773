// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QVariant>
#include <Qt>

namespace destudio::ui {

/// Words stand left and numbers right, in a column's cells and in its header, which Qt would centre.
inline QVariant column_alignment(bool is_number) {
    return QVariant((is_number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

}  // namespace destudio::ui

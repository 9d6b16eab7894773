// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QScrollArea>

namespace destudio::widgets {

/// FormatCapabilities a column of controls: as high as they are where there is room, else they scroll. Never narrower
/// than they are.
class ColumnScroll : public QScrollArea {
    Q_OBJECT

public:
    /// @param column is owned from now on
    explicit ColumnScroll(QWidget* column, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace destudio::widgets

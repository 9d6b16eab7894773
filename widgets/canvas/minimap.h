// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPointer>
#include <QWidget>

#include "widgets/base/linked_view.h"
#include "widgets/base/picture.h"

namespace destudio::widgets {

/// The whole picture in the corner of a zoomed canvas, with a frame around the part that is in sight. A press or drag
/// goes there. The keyboard pans on the canvas itself.
class Minimap : public QWidget {
    Q_OBJECT

public:
    explicit Minimap(QWidget* parent);

    void set_view(LinkedView* view);
    void set_picture(const Picture& picture);
    /// @param part what the canvas shows, as a fraction of the picture
    void set_visible_part(const QRectF& part);
    /// Size for the picture, at most `longest` on its longer side.
    QSize size_for(int longest) const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void go_to(QPointF position);

    QPointer<LinkedView> m_view;
    Picture m_picture;
    QPixmap m_small;  ///< the picture in this widget's size
    QRectF m_part;
};

}  // namespace destudio::widgets

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>
#include <QString>
#include <vector>

#include "widgets/base/picture.h"
#include "widgets/canvas/canvas_box.h"
#include "widgets/ladder/compare_canvas.h"

namespace destudio::widgets {

/// What a person decided about a picture, as the cell shows it.
enum class CellMark { kNone, kAccepted, kEdited, kRejected, kFailed };

/// What a ladder cell shows. A plain value; the ladder page makes it out of the project.
struct LadderCellContent {
    Picture picture;               ///< the finished picture, or the half-denoised one while it runs
    std::vector<CanvasBox> boxes;  ///< of the finished picture
    Comparison comparison;         ///< the reference, for the views that set the picture against it
    CellMark mark = CellMark::kNone;
    QString state_text;  ///< "3 boxes", "accepted", "waiting"
    QString message;     ///< in the middle while there is no picture
    QString tip;         ///< more about it, on hovering over the strip
    QString stack_text;  ///< "2 of 3" where several variants share the place; pressing it asks for the next
    bool running = false;
    int step = 0;
    int total_steps = 0;
    bool editable = true;
};

/// One picture of the ladder: a canvas and a strip below it with its state, box count or progress.
class LadderCell : public QFrame {
    Q_OBJECT

public:
    explicit LadderCell(QWidget* parent = nullptr);

    CompareCanvas* canvas() const { return m_canvas; }
    void set_content(const LadderCellContent& content);
    /// Progress alone, many times a second.
    void set_progress(const Picture& preview, int step, int total_steps, const QString& text);
    void set_current(bool current);
    bool is_current() const { return m_current; }
    QString state_text() const { return m_state_text; }
    QString stack_text() const { return m_stack_text; }
    /// Where the stack's mark is painted; empty without one.
    QRect stack_place() const;

    static int strip_height();

signals:
    void open_requested();
    void stack_pressed();

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    CompareCanvas* m_canvas;
    CellMark m_mark = CellMark::kNone;
    QString m_state_text;
    QString m_stack_text;
    bool m_running = false;
    bool m_current = false;
    int m_step = 0;
    int m_total_steps = 0;
};

}  // namespace destudio::widgets

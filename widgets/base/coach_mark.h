// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>
#include <QPointer>

class QLabel;
class QPushButton;

namespace destudio::widgets {

/// A bubble that points at a widget of its window and explains it, with a frame around that widget. The window stays
/// usable behind it; Return goes on, Escape leaves.
class CoachMark : public QFrame {
    Q_OBJECT

public:
    /// @param window  what it lies over
    explicit CoachMark(QWidget* window);
    ~CoachMark() override;

    /// @param target  what is explained; nullptr: the middle of the window @param step  "2 of 7"
    void point_at(QWidget* target, const QString& title, const QString& text, const QString& step, bool first,
                  bool last);
    QWidget* target() const { return m_target; }

signals:
    void back();
    void next();
    void skipped();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    class Frame;
    void place();
    void apply_colors();

    QWidget* m_window;
    QPointer<QWidget> m_target;
    QPointer<Frame> m_frame;
    QLabel* m_title;
    QLabel* m_text;
    QLabel* m_step;
    QPushButton* m_skip;
    QPushButton* m_back;
    QPushButton* m_next;
};

}  // namespace destudio::widgets

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

class QAction;
class QLabel;

namespace destudio::ui {

/// A sentence above the ladder that stays as long as it holds, with ways on.
class NoticeBar : public QFrame {
    Q_OBJECT

public:
    explicit NoticeBar(QWidget* parent = nullptr);
    /// Empty: it hides.
    void set_sentence(const QString& sentence);
    QString sentence() const;
    /// A button each; they are there from then on.
    void set_actions(const QList<QAction*>& actions);

protected:
    void changeEvent(QEvent* event) override;

private:
    void show_sign();

    QLabel* m_sign;
    QLabel* m_text;
    QWidget* m_buttons;
};

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

class QLabel;

namespace destudio::ui {

/// One line above the pages that says what went wrong, until it is closed or replaced.
class MessageBar : public QFrame {
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent = nullptr);
    void show_sentence(const QString& sentence);
    QString sentence() const;

private:
    QLabel* m_text;
};

}  // namespace destudio::ui

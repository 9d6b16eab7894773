// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>

class QPlainTextEdit;

namespace destudio::ui {

/// Tells which word of a text field the pointer rests on.
class WordHover : public QObject {
    Q_OBJECT

public:
    explicit WordHover(QPlainTextEdit* edit);

signals:
    /// Empty when the pointer left the words.
    void hovered(const QString& word);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QString word_at(QPoint position) const;
    void tell(const QString& word);

    QPlainTextEdit* m_edit;
    QString m_word;
};

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>
#include <QWidget>
#include <vector>

namespace destudio::widgets {

/// A sentence in one line whose words tell when the pointer, or Left and Right while it has the focus, come to rest on
/// them. What does not fit is cut off at the end.
class WordLine : public QWidget {
    Q_OBJECT

public:
    explicit WordLine(QWidget* parent = nullptr);

    void set_text(const QString& text);
    QString text() const { return m_text; }
    /// The word that is marked; empty when none is.
    QString marked() const;
    /// A second sentence at the right end, such as what is being waited for.
    void set_note(const QString& note);
    QString note() const { return m_note; }
    /// Where a word is painted; empty when it is not in the text or was cut off.
    QRect place_of(const QString& word) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    /// Empty when the pointer or the focus left.
    void word_marked(const QString& word);

protected:
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    struct Word {
        QString text;
        int start = 0;  ///< in m_text
    };
    QRect rect_of(const Word& word) const;
    void mark(int word);

    QString m_text;
    QString m_note;
    std::vector<Word> m_words;
    int m_marked = -1;
};

}  // namespace destudio::widgets

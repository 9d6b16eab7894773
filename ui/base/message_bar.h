// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>
#include <QList>
#include <QTimer>

class QAction;
class QHBoxLayout;
class QLabel;

namespace destudio::ui {

/// One line above the pages that says what went wrong, with buttons for what can be done about it, until it is closed
/// or replaced; an offer that is replaced comes back when the one over it is closed. Or it notes how something came
/// out, over what is there, and goes away by itself.
class MessageBar : public QFrame {
    Q_OBJECT

public:
    static constexpr int kNoteMs = 6000;

    explicit MessageBar(QWidget* parent = nullptr);
    void show_sentence(const QString& sentence) { add({sentence}); }
    /// How something came out, where nothing went wrong: for kNoteMs, or until close_note().
    void show_note(const QString& sentence) { add({sentence, {}, true}); }
    /// Takes a note away, and nothing else.
    void close_note();
    /// Choosing one of the actions closes the message.
    void show_offer(const QString& sentence, const QList<QAction*>& actions) { add({sentence, actions}); }
    QString sentence() const;
    /// Takes the message that is shown away; an offer below it comes back.
    void close_current();
    /// Takes everything away.
    void clear();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Message {
        QString sentence;
        QList<QAction*> actions{};
        bool good = false;  ///< nothing went wrong
    };
    void add(const Message& message);
    void show_sign();
    void show_current();
    QList<Message> m_messages;  ///< the last one is shown; the others are offers that wait
    QTimer m_note_end;
    QLabel* m_sign;
    QLabel* m_text;
    QHBoxLayout* m_buttons;
};

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>
#include <QList>

class QAction;
class QHBoxLayout;
class QLabel;

namespace destudio::ui {

/// One line above the pages that says what went wrong, or how something came out, with buttons for what can be done
/// about it, until it is closed or replaced. An offer that is replaced comes back when the one over it is closed.
class MessageBar : public QFrame {
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent = nullptr);
    void show_sentence(const QString& sentence) { add({sentence}); }
    /// How something came out, where nothing went wrong.
    void show_note(const QString& sentence) { add({sentence, {}, true}); }
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
    QLabel* m_sign;
    QLabel* m_text;
    QHBoxLayout* m_buttons;
};

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QStringList>

class QListView;
class QPlainTextEdit;
class QStringListModel;

namespace destudio::ui {

/// Offers ends of the word that is being typed in a text field, in a list below it that never takes the focus. Tab
/// takes the first or chosen one, Down and Up choose, Return takes one only after it was chosen so; Escape closes the
/// list and is passed on, and so is everything else. Without a list every key is the field's own.
class WordCompletion : public QObject {
    Q_OBJECT

public:
    explicit WordCompletion(QPlainTextEdit* edit);
    ~WordCompletion() override;

    /// The likeliest first.
    void set_words(const QStringList& words);
    bool is_open() const;
    /// What is offered now, in its order; empty while the list is closed.
    QStringList offered() const;
    /// The list, for who wants to place or press it.
    QListView* list() const { return m_list; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// The part of the word before the cursor; empty within a word.
    QString started_word() const;
    void offer();
    void close();
    void choose(int direction);
    void take();

    QPlainTextEdit* m_edit;
    QStringList m_words;
    QStringListModel* m_offered;
    QListView* m_list;
    bool m_chosen = false;  ///< with Up or Down
    bool m_typing = false;  ///< the change of text came from a key
};

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>
#include <vector>

class QAction;

namespace destudio::ui {

/// Every action that has a key or could have one, with the keys it comes with and those that the person chose instead.
/// The keys dialog and the key sheet show it; tool tips follow it. Actions are registered when the window is built;
/// whoever adds an action adds a line where it is made.
class ActionRegistry : public QObject {
    Q_OBJECT

public:
    struct Entry {
        QString group;              ///< where a person looks for it: a menu's or page's name
        QString name;               ///< in the settings file, the same in every language; empty: cannot be changed
        QAction* action = nullptr;  ///< none for a key that a widget handles by itself
        QString text;               ///< as it was registered: undo and redo change theirs
        QList<QKeySequence> defaults;
        QList<QKeySequence> fixed;  ///< keys that cannot be given to anything else
        QString fixed_text;         ///< "0 … 9"
    };

    using QObject::QObject;

    /// Registers an action with the keys that it has now and gives it those that the person chose.
    /// @param name  unique, stable, for instance "accept_up_to" @param fixed further keys that a widget turns into it
    void add(const QString& group, const QString& name, QAction* action, const QList<QKeySequence>& fixed = {});
    /// Registers keys that a canvas or list handles by itself, so that the key sheet shows them and nobody gives them
    /// away. @param shown  how they are told; empty: one after the other
    void add_fixed(const QString& group, const QString& text, const QList<QKeySequence>& keys,
                   const QString& shown = {});

    const std::vector<Entry>& entries() const { return m_entries; }
    /// -1 when there is none.
    int index_of(const QString& name) const;
    /// The keys an entry has now; those that cannot be changed are not among them.
    QList<QKeySequence> keys(int entry) const;
    /// "W, R"
    QString keys_text(int entry) const;
    bool is_changed(int entry) const;
    /// The entry that `key` belongs to, other than `except`; -1: nobody's.
    int holder(const QKeySequence& key, int except = -1) const;

    /// Gives an action these keys from now on, also after the next start. Takes them away from whoever had them.
    void set_keys(int entry, const QList<QKeySequence>& keys);
    void reset(int entry);
    void reset_all();

signals:
    void keys_changed(int entry);

private:
    void apply(int entry, const QList<QKeySequence>& keys);
    void show_tool_tip(const Entry& entry) const;

    std::vector<Entry> m_entries;
};

}  // namespace destudio::ui

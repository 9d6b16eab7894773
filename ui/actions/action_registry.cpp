// SPDX-License-Identifier: Apache-2.0
#include "ui/actions/action_registry.h"

#include <QAction>
#include <algorithm>

#include "ui/base/user_settings.h"

namespace destudio::ui {
namespace {

QString text_of(const QList<QKeySequence>& keys) {
    QStringList texts;
    for (const QKeySequence& key : keys) {
        texts << key.toString(QKeySequence::NativeText);
    }
    return texts.join(QStringLiteral(", "));
}

}  // namespace

void ActionRegistry::add(const QString& group, const QString& name, QAction* action, const QList<QKeySequence>& fixed) {
    Q_ASSERT(index_of(name) < 0);
    m_entries.push_back({group, name, action, action->iconText(), action->shortcuts(), fixed, text_of(fixed)});
    const Entry& entry = m_entries.back();
    if (const auto chosen = UserSettings().keys(name)) {
        action->setShortcuts(*chosen);
    }
    show_tool_tip(entry);
    // Undo and redo change their texts.
    connect(action, &QAction::changed, this, [this, row = m_entries.size() - 1] { show_tool_tip(m_entries[row]); });
}

void ActionRegistry::add_fixed(const QString& group, const QString& text, const QList<QKeySequence>& keys,
                               const QString& shown) {
    m_entries.push_back({group, {}, nullptr, text, {}, keys, shown.isEmpty() ? text_of(keys) : shown});
}

int ActionRegistry::index_of(const QString& name) const {
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [&name](const Entry& entry) { return entry.name == name; });
    return found == m_entries.end() || name.isEmpty() ? -1 : static_cast<int>(found - m_entries.begin());
}

QList<QKeySequence> ActionRegistry::keys(int entry) const {
    const QAction* action = m_entries[static_cast<std::size_t>(entry)].action;
    return action != nullptr ? action->shortcuts() : QList<QKeySequence>();
}

QString ActionRegistry::keys_text(int entry) const {
    QStringList texts{m_entries[static_cast<std::size_t>(entry)].fixed_text, text_of(keys(entry))};
    texts.removeAll(QString());
    return texts.join(QStringLiteral(", "));
}

bool ActionRegistry::is_changed(int entry) const {
    return keys(entry) != m_entries[static_cast<std::size_t>(entry)].defaults;
}

int ActionRegistry::holder(const QKeySequence& key, int except) const {
    for (int i = 0; i < static_cast<int>(m_entries.size()); ++i) {
        if (i != except && (keys(i).contains(key) || m_entries[static_cast<std::size_t>(i)].fixed.contains(key))) {
            return i;
        }
    }
    return -1;
}

void ActionRegistry::set_keys(int entry, const QList<QKeySequence>& keys) {
    for (const QKeySequence& key : keys) {
        if (const int other = holder(key, entry); other >= 0 && this->keys(other).contains(key)) {
            QList<QKeySequence> left = this->keys(other);
            left.removeAll(key);
            apply(other, left);
        }
    }
    apply(entry, keys);
}

void ActionRegistry::apply(int entry, const QList<QKeySequence>& keys) {
    const Entry& changed = m_entries[static_cast<std::size_t>(entry)];
    if (changed.action == nullptr) {
        return;
    }
    changed.action->setShortcuts(keys);
    UserSettings().set_keys(changed.name, keys == changed.defaults ? std::nullopt : std::optional(keys));
    show_tool_tip(changed);
    emit keys_changed(entry);
}

void ActionRegistry::reset(int entry) {
    set_keys(entry, m_entries[static_cast<std::size_t>(entry)].defaults);
}

void ActionRegistry::reset_all() {
    for (int i = 0; i < static_cast<int>(m_entries.size()); ++i) {
        apply(i, m_entries[static_cast<std::size_t>(i)].defaults);
    }
}

void ActionRegistry::show_tool_tip(const Entry& entry) const {
    QList<QKeySequence> all = entry.fixed;
    all += entry.action->shortcuts();
    const QString text = entry.action->iconText();
    const QString tip = all.isEmpty() ? text : tr("%1 (%2)").arg(text, all.front().toString(QKeySequence::NativeText));
    if (entry.action->toolTip() != tip) {
        entry.action->setToolTip(tip);
    }
}

}  // namespace destudio::ui

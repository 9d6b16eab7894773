// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <set>
#include <utility>
#include <vector>

#include "ui/session/box_target.h"

namespace destudio::ui {

/// Which boxes are locked against changes or hidden from the canvas. Help for the hand and the eye that no dataset
/// knows of: kept while the project is open, and no step to undo.
class BoxMarks : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    bool locked(BoxTarget target, qint64 key) const { return m_locked.contains(name(target, key)); }
    bool hidden(BoxTarget target, qint64 key) const { return m_hidden.contains(name(target, key)); }
    void set_locked(BoxTarget target, const std::vector<qint64>& keys, bool locked);
    void set_hidden(BoxTarget target, const std::vector<qint64>& keys, bool hidden);
    void show_all(BoxTarget target);

signals:
    void changed(const destudio::ui::BoxTarget& target);

private:
    using Name = std::pair<std::pair<bool, RowId>, qint64>;
    static Name name(BoxTarget target, qint64 key) { return {{target.is_variant(), target.id}, key}; }

    std::set<Name> m_locked;
    std::set<Name> m_hidden;
};

}  // namespace destudio::ui

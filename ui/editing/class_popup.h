// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QFrame>
#include <vector>

#include "core/project/store/types.h"

class QLineEdit;
class QListWidget;

namespace destudio::ui {

class Session;

/// The class list at the box: type a part of a name, choose with the arrows, Return takes it. A name that no class has
/// can be taken as a new one.
class ClassPopup : public QFrame {
    Q_OBJECT

public:
    ClassPopup(const Session& session, QWidget* parent);

    /// @param current marked in the list @param global_position its upper left corner, moved to stay on the screen
    void open(RowId current, QPoint global_position);
    QLineEdit* line() const { return m_line; }
    QListWidget* list() const { return m_list; }

signals:
    void chosen(const QString& name);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void take();

    struct Entry {
        RowId id = 0;
        QString name;
        QColor color;
    };
    std::vector<Entry> m_classes;
    RowId m_current = 0;
    QLineEdit* m_line;
    QListWidget* m_list;
};

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTimer>
#include <memory>

#include "core/project/project_map.h"

namespace destudio::ui {

class Workspace;

/// Writes vectors and places that a map brought into the project, a few at a time between two frames.
class MapKeeper : public QObject {
    Q_OBJECT

public:
    explicit MapKeeper(Workspace& workspace, QObject* parent = nullptr);

    /// Of the open project; in place of what was not written of another map.
    void keep(std::shared_ptr<const ProjectMap> map);
    void forget();
    bool busy() const { return m_timer.isActive(); }

private:
    void write_some();

    Workspace& m_workspace;
    std::shared_ptr<const ProjectMap> m_map;
    std::size_t m_references = 0;  ///< written
    std::size_t m_variants = 0;
    QTimer m_timer;
};

}  // namespace destudio::ui

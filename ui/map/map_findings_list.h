// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTreeWidget>
#include <vector>

#include "core/project/project_map.h"

namespace destudio::ui {

/// What stands out on a map: holes, crowded places and stacks of near-duplicates, in three groups.
class MapFindingsList : public QTreeWidget {
    Q_OBJECT

public:
    enum class Finding { kNone, kHole, kCrowd, kStack };

    explicit MapFindingsList(QWidget* parent = nullptr);

    /// @param map outlives what is shown of it
    void show_findings(const ProjectMap& map);
    /// Of the current line: what it is, or what all below it are.
    Finding finding() const;
    /// Places in the map's entries, one list for each finding of the current line; a group's are those of all its
    /// lines.
    std::vector<std::vector<int>> places() const;

signals:
    void chosen();

private:
    void add_group(Finding finding, const QString& title, const std::vector<std::vector<int>>& all,
                   const QStringList& texts);

    std::vector<std::vector<int>> m_places[3];  // NOLINT: of holes, crowded places and stacks
};

}  // namespace destudio::ui

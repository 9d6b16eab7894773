// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <array>
#include <optional>
#include <set>

#include "core/project/export_leaks.h"
#include "ui/base/background_task.h"

class QCheckBox;
class QLabel;

namespace destudio::ui {

class Workspace;

/// What would leak between the splits of an export, or into what is held out: how much, an example of each kind, and a
/// tick for each kind that may be. Worked out on a worker.
class LeakPanel : public QWidget {
    Q_OBJECT

public:
    explicit LeakPanel(Workspace& workspace, QWidget* parent = nullptr);

    /// Hides itself where nothing can leak.
    void show_for(const std::set<VariantState>& states, double threshold, ExportDivision division);
    void clear();
    /// The kinds that a person has ticked.
    std::set<dataset::LeakKind> allowed() const;
    bool settled() const { return !m_task.busy(); }

    /// "3 pairs of pictures that look alike are in two splits", and which, for example.
    static QString count_sentence(const ExportLeak& leak);
    static QString example_sentence(const ExportLeak& leak);

signals:
    void allowed_changed();

private:
    struct Line {
        QLabel* text = nullptr;
        QLabel* picture = nullptr;
        QLabel* other = nullptr;
        QCheckBox* allow = nullptr;
    };

    void show_leaks(const std::vector<ExportLeak>& leaks);
    void show_line(std::size_t kind, const ExportLeak* leak);

    Workspace& m_workspace;
    QLabel* m_state;
    std::array<Line, 3> m_lines;  ///< by dataset::LeakKind
    BackgroundTask<std::vector<ExportLeak>> m_task;
};

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <set>
#include <vector>

#include "core/project/export_preview.h"
#include "ui/base/background_task.h"

class QLabel;
class QTreeWidget;

namespace destudio::ui {

class Session;
class Workspace;

/// What an export is going to write: how much, of which classes, a few of the pictures, and what to mind. Worked out on
/// a worker whenever the wish changes.
class ExportPreviewPanel : public QWidget {
    Q_OBJECT

public:
    explicit ExportPreviewPanel(Workspace& workspace, QWidget* parent = nullptr);

    /// Nothing is shown for a project that is closed.
    void show_for(const std::set<VariantState>& states, double threshold);
    void clear();
    bool settled() const { return !m_task.busy(); }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void show_preview(const ExportPreview& preview);
    void show_samples();
    QString warnings(const ExportPreview& preview) const;

    Workspace& m_workspace;
    QLabel* m_sum;
    QLabel* m_warnings;
    QTreeWidget* m_classes;
    QWidget* m_sample_row;
    std::vector<QPixmap> m_pixmaps;
    std::vector<QLabel*> m_samples;
    BackgroundTask<ExportPreview> m_task;
};

}  // namespace destudio::ui

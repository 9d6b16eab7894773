// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QAction;
class QLineEdit;
class QListView;
class QSortFilterProxyModel;

namespace destudio::ui {

class PictureSources;
class ReferenceModel;
class Workspace;

/// The project's references with thumbnails, a filter by name, and the way to add more.
class ReferencesPanel : public QWidget {
    Q_OBJECT

public:
    ReferencesPanel(Workspace& workspace, PictureSources& pictures, QAction* add_images, QWidget* parent = nullptr);
    ~ReferencesPanel() override;

signals:
    /// On the current reference.
    void menu_requested(QPoint global_position);

private:
    void show_current();

    Workspace& m_workspace;
    ReferenceModel* m_model;
    QSortFilterProxyModel* m_filtered;
    QLineEdit* m_filter;
    QListView* m_list;
};

}  // namespace destudio::ui

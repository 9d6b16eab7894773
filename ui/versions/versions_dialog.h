// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>
#include <QTimer>
#include <memory>
#include <set>

#include "core/project/version_overview.h"
#include "ui/session/box_target.h"
#include "ui/session/project_query.h"
#include "ui/versions/diff_rows.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QListView;
class QPushButton;
class QTableView;

namespace destudio::ui {

class DiffModel;
class PictureSources;
class VersionModel;
class Workspace;

/// The versions of the project: make one, see what differs between two of them or one and now, and go back. Everything
/// is read on workers.
class VersionsDialog : public QDialog {
    Q_OBJECT

public:
    VersionsDialog(Workspace& workspace, PictureSources& pictures, QWidget* parent = nullptr);
    ~VersionsDialog() override;

    bool settled() const;
    void choose(RowId version);

signals:
    void picture_wanted(const destudio::ui::BoxTarget& target);
    /// A person has confirmed it. @param variants  empty: the whole project
    void go_back_wanted(destudio::RowId version, const std::set<destudio::RowId>& variants);

private:
    struct Comparison {
        QString summary;
        std::shared_ptr<const std::vector<DiffRow>> rows;
    };

    QWidget* build_list();
    QWidget* build_comparison();
    void read();
    void show_overview(const VersionOverview& overview);
    void make();
    void follow_version();
    void compare();
    void show_buttons();
    void open_row(int row);
    void go_back();
    void go_back_for_chosen();
    bool confirmed(const QString& question, const QString& what);
    std::set<RowId> chosen_variants() const;
    RowId version() const;

    Workspace& m_workspace;
    VersionModel* m_versions;
    DiffModel* m_diff;
    QTableView* m_table;
    QLineEdit* m_name;
    QPushButton* m_make;
    QLabel* m_exports;
    QComboBox* m_to;
    QLabel* m_summary;
    QListView* m_pictures;
    QPushButton* m_back;
    QPushButton* m_back_chosen;
    QTimer m_read_later;
    RowId m_select = 0;      ///< once the list was read
    bool m_filling = false;  ///< selections are the program's own
    VersionCounts m_now;
    ProjectQuery<VersionOverview> m_overview_query;
    BackgroundTask<Comparison> m_compare_task;
};

}  // namespace destudio::ui

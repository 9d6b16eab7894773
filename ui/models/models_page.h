// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <filesystem>
#include <optional>

#include "core/engine/model/model_listing.h"
#include "ui/pages/window_page.h"

class QLabel;
class QMenu;
class QProgressBar;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;
class QToolButton;

namespace destudio::ui {

class LibraryController;
class ModelTableModel;
class Workspace;

/// The models that a person has, what each is and can do, and which ones would fit. A model is used, made the default,
/// shown in its folder or taken off the list; files and folders are added by button or dropped here.
class ModelsPage : public QWidget, public WindowPage {
    Q_OBJECT

public:
    ModelsPage(Workspace& workspace, LibraryController& library, QWidget* parent = nullptr);

    /// Whether the studio may take such a file for a model, by its name: what is dropped elsewhere in the window.
    static bool is_model_name(const QString& file);
    /// What the window draws with now; empty: the built-in bundle.
    void set_in_use(const std::filesystem::path& bundle);
    /// Adds files and folders to the list and shows the last of them.
    void add(const QStringList& paths);
    bool settled() const override;

signals:
    /// To draw with from now on; empty: the built-in bundle.
    void model_wanted(const std::filesystem::path& model);
    /// To be merged into the model in use.
    void lora_wanted(const std::filesystem::path& file);
    /// To label with.
    void adapter_wanted(const std::filesystem::path& folder);

protected:
    void showEvent(QShowEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    QWidget* build_details();
    void connect_library();
    void show_listing();
    void show_current();
    void show_busy();
    void say(const QString& sentence, bool is_problem);
    void select(const std::filesystem::path& path);
    const ListedModel* current() const;
    QString use_text(const ListedModel& model) const;
    void use_current();
    void toggle_default();
    void forget_current();
    void reveal_current();
    void choose_files();
    void choose_folder();
    void choose_vocabulary();
    void fill_folders();
    void show_menu(const QPoint& position);

    Workspace& m_workspace;
    LibraryController& m_library;
    ModelTableModel* m_model;
    QSortFilterProxyModel* m_sorted;
    QTableView* m_table;
    QLabel* m_summary;
    QLabel* m_note;
    QProgressBar* m_progress;
    QToolButton* m_folders;
    QMenu* m_folder_menu;
    QLabel* m_name;
    QLabel* m_details;
    QLabel* m_fitting;
    QPushButton* m_use;
    QPushButton* m_default;
    QPushButton* m_reveal;
    QPushButton* m_forget;
    QPushButton* m_vocabulary;
    std::filesystem::path m_wanted_row;  ///< to be selected when the list is there
};

}  // namespace destudio::ui

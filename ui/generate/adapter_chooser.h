// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <filesystem>
#include <string>
#include <vector>

class QMenu;
class QToolButton;

namespace destudio::widgets {
class ElidedLabel;
}

namespace destudio::ui {

/// Which adapter labels what the bundle draws: its own, one that was trained in this project, or any folder.
class AdapterChooser : public QWidget {
    Q_OBJECT

public:
    explicit AdapterChooser(QWidget* parent = nullptr);

    /// What is shown. @param adapter empty: the bundle's own  @param classes that it finds; empty: there is no adapter
    void show_adapter(const std::filesystem::path& adapter, const std::vector<std::string>& classes);
    /// Whose trainings the menu offers; empty: none.
    void set_project(const std::filesystem::path& project) { m_project = project; }

signals:
    /// Empty: the bundle's own.
    void chosen(const std::filesystem::path& adapter);

private:
    void fill_menu();

    widgets::ElidedLabel* m_label;
    QToolButton* m_button;
    QMenu* m_menu;
    std::filesystem::path m_project;
    std::filesystem::path m_adapter;
};

/// How an adapter's class list differs from a project's, for a person; empty when it does not.
QString class_difference(const std::vector<std::string>& adapter, const std::vector<std::string>& project);

}  // namespace destudio::ui

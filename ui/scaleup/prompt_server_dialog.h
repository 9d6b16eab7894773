// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>
#include <filesystem>

class QLabel;
class QLineEdit;

namespace destudio::ui {

/// Address, model and key of the server that writes prompts, kept in the person's own file. All empty: there is none.
class PromptServerDialog : public QDialog {
    Q_OBJECT

public:
    explicit PromptServerDialog(std::filesystem::path file, QWidget* parent = nullptr);

    void accept() override;

private:
    std::filesystem::path m_file;
    QLineEdit* m_address;
    QLineEdit* m_model;
    QLineEdit* m_key;
    QLabel* m_problem;
};

}  // namespace destudio::ui

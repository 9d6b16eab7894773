// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <map>
#include <optional>

#include "ui/export/export_controller.h"
#include "ui/pages/window_page.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace destudio::ui {

class DivisionForm;
class ExportPreviewPanel;
class LeakPanel;
class Workspace;

/// Writes the project's variants as a dataset, and shows beforehand what that will be.
class ExportPage : public QWidget, public WindowPage {
    Q_OBJECT

public:
    ExportPage(Workspace& workspace, ExportController& exports, QWidget* parent = nullptr);

    bool settled() const override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void build();
    ExportRequest request() const;
    void check();
    /// What leaks is looked for again where the wish is another one.
    void check_leaks(const ExportRequest& wanted);
    void refresh();
    void suggest_folder();
    void start();
    void start_with(const ExportRequest& request);
    void choose_folder();
    void show_result(const ExportResult& result);
    void write_report();
    void show_report(const QString& file, const QString& sentence);
    void open_folder();
    void set_sentence(QLabel* label, const QString& sentence, bool is_error);

    Workspace& m_workspace;
    ExportController& m_exports;
    QComboBox* m_format;
    QLabel* m_layout_note;
    QLineEdit* m_folder;
    std::map<VariantState, QCheckBox*> m_states;
    QDoubleSpinBox* m_threshold;
    QLabel* m_counts;
    QPushButton* m_start;
    QPushButton* m_cancel;
    QProgressBar* m_progress;
    QLabel* m_result;
    QLabel* m_losses;
    QPushButton* m_replace;
    QPushButton* m_open_folder;
    QPushButton* m_write_report;
    QLabel* m_report;
    DivisionForm* m_division;
    ExportPreviewPanel* m_preview;
    LeakPanel* m_leaks;
    QString m_suggested;                   ///< folder; one that a person named is kept
    std::optional<ExportRequest> m_shown;  ///< what the preview shows
    ExportRequest m_written;               ///< what the last export was
};

}  // namespace destudio::ui

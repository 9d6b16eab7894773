// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWizardPage>

#include "core/project/reference_import.h"
#include "ui/base/background_task.h"

class QLabel;
class QLineEdit;
class QProgressBar;

namespace destudio::ui {

struct AssistantDraft;

/// Where the project is kept and what it is called; makes it and shows how far it is.
class AssistantFilePage : public QWizardPage {
    Q_OBJECT

public:
    explicit AssistantFilePage(AssistantDraft& draft, QWidget* parent = nullptr);
    void initializePage() override;
    bool isComplete() const override;

    void make();
    void cancel();
    bool making() const { return m_task.busy(); }

signals:
    void made(const QString& file, const QStringList& problems);
    void progress(int done, int total);

private:
    QString file() const;
    void check();
    void show_error(const QString& sentence);
    void set_making(bool making);

    AssistantDraft& m_draft;
    QLineEdit* m_name;
    QLineEdit* m_folder;
    QLabel* m_file;
    QLabel* m_summary;
    QProgressBar* m_progress;
    QLabel* m_error;
    bool m_valid = false;
    bool m_cancelled = false;
    BackgroundTask<ImportReport> m_task{this};
};

}  // namespace destudio::ui

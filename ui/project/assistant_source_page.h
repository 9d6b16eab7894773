// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTimer>
#include <QWizardPage>
#include <memory>

#include "core/project/new_project.h"
#include "ui/base/background_task.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QRadioButton;

namespace destudio::ui {

struct AssistantDraft;

/// What the project starts from: nothing, or a folder or dataset, which is read at once to tell what is in it.
class AssistantSourcePage : public QWizardPage {
    Q_OBJECT

public:
    AssistantSourcePage(AssistantDraft& draft, const QString& source, QWidget* parent = nullptr);
    void initializePage() override;
    bool isComplete() const override;

private:
    void build();
    void choose(bool folder);
    void read();
    void show_source(const std::shared_ptr<const ProjectSource>& source);
    void show_error(const QString& sentence);

    AssistantDraft& m_draft;
    QRadioButton* m_from;
    QRadioButton* m_empty;
    QLineEdit* m_path;
    QComboBox* m_format;
    QProgressBar* m_reading;
    QLabel* m_result;
    QTimer m_delay;
    BackgroundTask<std::shared_ptr<const ProjectSource>> m_task{this};
};

}  // namespace destudio::ui

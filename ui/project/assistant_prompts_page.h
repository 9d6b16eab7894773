// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWizardPage>
#include <memory>

#include "core/project/new_project.h"
#include "ui/base/background_task.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace destudio::ui {

struct AssistantDraft;

/// What the references are redrawn with: their captions, the generic sentence of their classes, or one prompt for all;
/// with a few of the prompts that come of it.
class AssistantPromptsPage : public QWizardPage {
    Q_OBJECT

public:
    explicit AssistantPromptsPage(AssistantDraft& draft, QWidget* parent = nullptr);
    void initializePage() override;
    bool validatePage() override;

private:
    void choose_captions();
    void add_captions(const std::filesystem::path& file);
    void show_examples();

    AssistantDraft& m_draft;
    QRadioButton* m_captions;
    QRadioButton* m_generic;
    QRadioButton* m_own;
    QPushButton* m_file;
    QLineEdit* m_prompt;
    QLabel* m_note;
    QLabel* m_examples;
    BackgroundTask<std::shared_ptr<const ProjectSource>> m_task{this};
};

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#include "ui/project/new_project_assistant.h"

#include "ui/project/assistant_bundle_page.h"
#include "ui/project/assistant_classes_page.h"
#include "ui/project/assistant_file_page.h"
#include "ui/project/assistant_prompts_page.h"
#include "ui/project/assistant_source_page.h"

namespace destudio::ui {

NewProjectAssistant::NewProjectAssistant(const QString& source, QWidget* parent) : QWizard(parent) {
    setWindowTitle(tr("New project"));
    setWizardStyle(QWizard::ModernStyle);
    setOptions(QWizard::NoBackButtonOnStartPage | QWizard::NoDefaultButton);
    setButtonText(QWizard::FinishButton, tr("&Create"));
    addPage(new AssistantSourcePage(m_draft, source));
    addPage(new AssistantBundlePage(m_draft));
    addPage(new AssistantClassesPage(m_draft));
    addPage(new AssistantPromptsPage(m_draft));
    auto* file = new AssistantFilePage(m_draft);
    addPage(file);
    connect(file, &AssistantFilePage::made, this, [this](const QString& made_file, const QStringList& problems) {
        QWizard::accept();
        emit made(made_file, problems);
    });
    resize(720, 540);
}

void NewProjectAssistant::accept() {
    if (auto* file = qobject_cast<AssistantFilePage*>(currentPage())) {
        file->make();
    }
}

void NewProjectAssistant::reject() {
    auto* file = qobject_cast<AssistantFilePage*>(currentPage());
    if (file != nullptr && file->making()) {
        file->cancel();  // the page says so when the work has ended
        return;
    }
    QWizard::reject();
}

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWizardPage>

class QCheckBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace destudio::ui {

struct AssistantDraft;

/// The ordered class list of the new project: the dataset's classes, those that the bundle finds, and more by name.
/// Names can be changed and rows dragged; two rows with one name become one class.
class AssistantClassesPage : public QWizardPage {
    Q_OBJECT

public:
    explicit AssistantClassesPage(AssistantDraft& draft, QWidget* parent = nullptr);
    void initializePage() override;
    bool validatePage() override;

private:
    void fill();
    void add(const QString& source_name, const QString& name);
    void show_note();

    AssistantDraft& m_draft;
    QListWidget* m_list;
    QCheckBox* m_from_bundle;
    QLineEdit* m_name;
    QPushButton* m_add;
    QPushButton* m_remove;
    QLabel* m_note;
    const void* m_filled_for = nullptr;  ///< the source whose classes are shown
};

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWizardPage>

#include "core/engine/model/model_fit.h"
#include "ui/base/background_task.h"
#include "ui/generate/bundle_lookup.h"

class QLabel;
class QLineEdit;
class QRadioButton;

namespace destudio::ui {

struct AssistantDraft;

/// Which bundle generates: the built-in one or one in a folder. A project without a usable one can still be made: it
/// can be reviewed and exported, and a bundle chosen later.
class AssistantBundlePage : public QWizardPage {
    Q_OBJECT

public:
    explicit AssistantBundlePage(AssistantDraft& draft, QWidget* parent = nullptr);
    void initializePage() override;
    bool isComplete() const override;

private:
    void choose_folder();
    void choose_file();
    void look_up();
    void show_found(const BundleInfo& info);
    void show_missing(const QString& sentence);
    /// Says so where the model does not suit the source's pictures and classes.
    void judge(const BundleInfo& info);

    AssistantDraft& m_draft;
    QRadioButton* m_built_in;
    QRadioButton* m_other;
    QLineEdit* m_path;
    QLabel* m_result;
    QLabel* m_warning;
    BundleLookup m_lookup;
    BackgroundTask<ModelFit> m_judging{this};
};

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWizard>
#include <memory>
#include <optional>

#include "core/engine/model/bundle_info.h"
#include "core/project/new_project.h"

namespace destudio::ui {

/// What the pages of the assistant have settled so far.
struct AssistantDraft {
    std::shared_ptr<const ProjectSource> source;  ///< none: an empty project
    std::optional<BundleInfo> bundle;             ///< none: there is no usable one
    std::filesystem::path bundle_path;            ///< empty: the built-in one
    std::vector<std::pair<std::string, std::string>> classes;
    bool use_captions = true;
    QString prompt;  ///< empty: captions or the generic prompt

    std::size_t images() const { return source ? source->read.dataset.images.size() : 0; }
};

/// Asks what a new project starts from, which bundle it uses, what its classes and prompts are and where it is kept,
/// and makes it. Reading and making run on workers; cancelled or failed, nothing of it remains.
class NewProjectAssistant : public QWizard {
    Q_OBJECT

public:
    /// @param source  a folder or file to start from; empty: ask
    explicit NewProjectAssistant(const QString& source = {}, QWidget* parent = nullptr);

    AssistantDraft& draft() { return m_draft; }
    /// Finish makes the project; the assistant closes when it is there.
    void accept() override;
    void reject() override;

signals:
    /// @param problems  images that were left out, one sentence each
    void made(const QString& file, const QStringList& problems);

private:
    AssistantDraft m_draft;
};

}  // namespace destudio::ui

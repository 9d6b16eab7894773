// SPDX-License-Identifier: Apache-2.0
#include "ui/generate/fit_controller.h"

#include <algorithm>

#include "core/base/cancellation.h"
#include "core/project/project.h"
#include "ui/generate/fit_text.h"
#include "ui/session/workspace.h"

namespace destudio::ui {
namespace {

constexpr std::size_t kMaxAsked = 200;

/// The classes of the ground truth count: what an adapter found before is no wish of the person's. Of large projects
/// some references are asked.
ModelFit judge_project(const BundleInfo& bundle, const std::filesystem::path& file, const std::stop_token& stop) {
    const auto project = Project::open_for_reading(file);
    const auto references = project->references().all();
    std::set<RowId> wanted;
    std::vector<std::filesystem::path> pictures;
    const std::size_t step = std::max<std::size_t>(1, references.size() / kMaxAsked);
    for (std::size_t i = 0; i < references.size(); i += step) {
        throw_if_stopped(stop);
        pictures.push_back(references[i].path);
        for (const ReferenceBox& box : project->references().boxes(references[i].id)) {
            wanted.insert(box.class_id);
        }
    }
    std::vector<std::string> classes;
    for (const ProjectClass& entry : project->classes().all()) {
        if (wanted.contains(entry.id)) {
            classes.push_back(entry.name);
        }
    }
    return judge_fit(bundle, classes, pictures, stop);
}

}  // namespace

FitController::FitController(Workspace& workspace, QObject* parent) : QObject(parent), m_workspace(workspace) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &FitController::judge);
    const auto soon = [this] { m_soon.start(); };
    connect(&workspace, &Workspace::session_changed, this, soon);
    connect(&workspace, &Workspace::classes_changed, this, soon);
    connect(&workspace, &Workspace::project_changed, this, [this](const ProjectChange& change) {
        using What = ProjectChange::What;
        if (change.what == What::kReferences || change.what == What::kReset) {
            m_soon.start();
        }
    });
}

void FitController::set_bundle(const BundleInfo& bundle, const std::filesystem::path& adapter) {
    m_bundle = bundle;
    m_adapter = adapter;
    m_has_bundle = true;
    m_soon.start();
}

std::string FitController::key() const {
    const Session* session = m_workspace.session();
    return session == nullptr ? std::string()
                              : m_workspace.session()->project().file().string() + '\n' + m_bundle.path.string() +
                                    '\n' + m_adapter.string();
}

void FitController::ignore() {
    m_ignored.insert(key());
    tell({});
}

void FitController::judge() {
    Session* session = m_workspace.session();
    if (session == nullptr || !m_has_bundle || m_ignored.contains(key())) {
        m_task.forget();
        tell({});
        return;
    }
    m_task.start([bundle = m_bundle,
                  file = session->project().file()](std::stop_token stop) { return judge_project(bundle, file, stop); },
                 [this](const ModelFit& fit) { tell(fit_text(fit)); },
                 [](const QString&) {});  // whatever is wrong with the project is told elsewhere
}

void FitController::tell(const QString& sentence) {
    if (sentence != m_sentence) {
        m_sentence = sentence;
        emit changed(sentence);
    }
}

}  // namespace destudio::ui

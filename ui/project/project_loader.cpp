// SPDX-License-Identifier: Apache-2.0
#include "ui/project/project_loader.h"

#include "core/project/store/project_errors.h"

namespace destudio::ui {
namespace {

OpenFailure describe(const std::filesystem::path& file, const std::exception& error) {
    OpenFailure failure{OpenProblem::kOther, file, QString::fromUtf8(error.what()), {}};
    std::error_code ec;
    if (const auto* in_use = dynamic_cast<const ProjectInUseError*>(&error)) {
        failure.problem = OpenProblem::kInUse;
        failure.holder = in_use->holder();
    } else if (dynamic_cast<const ProjectNotWritableError*>(&error) != nullptr) {
        failure.problem = OpenProblem::kNotWritable;
    } else if (dynamic_cast<const NewerProjectError*>(&error) != nullptr) {
        failure.problem = OpenProblem::kNewer;
    } else if (dynamic_cast<const DamagedProjectError*>(&error) != nullptr) {
        failure.problem = OpenProblem::kDamaged;
    } else if (!std::filesystem::exists(file, ec)) {
        failure.problem = OpenProblem::kMissing;
    }
    return failure;
}

}  // namespace

ProjectLoader::ProjectLoader(QObject* parent) : QObject(parent) {
    m_pool.setMaxThreadCount(1);
}

ProjectLoader::~ProjectLoader() {
    m_pool.clear();
    m_pool.waitForDone();
}

void ProjectLoader::load(const std::filesystem::path& file, std::function<std::unique_ptr<Project>()> work) {
    m_busy = true;
    m_pool.start([this, file, work = std::move(work), number = ++m_number] {
        Box project = std::make_shared<std::unique_ptr<Project>>();
        OpenFailure failure;
        try {
            *project = work();
        } catch (const std::exception& error) {
            failure = describe(file, error);
        }
        QMetaObject::invokeMethod(
            this, [this, number, file, project, failure] { end(number, file, project, failure); },
            Qt::QueuedConnection);
    });
}

void ProjectLoader::end(quint64 number, const std::filesystem::path& file, const Box& project,
                        const OpenFailure& failure) {
    if (number != m_number) {
        return;  // it closes with the last copy of `project`
    }
    m_busy = false;
    if (*project) {
        emit loaded(file, project);
    } else {
        emit failed(failure);
    }
}

}  // namespace destudio::ui

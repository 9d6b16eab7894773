// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QThreadPool>
#include <filesystem>
#include <functional>
#include <memory>

#include "core/project/project.h"
#include "core/project/store/project_lock.h"

namespace destudio::ui {

/// Why a project did not open; decides what else is offered.
enum class OpenProblem { kOther, kMissing, kInUse, kNotWritable, kNewer, kDamaged };

struct OpenFailure {
    OpenProblem problem = OpenProblem::kOther;
    std::filesystem::path file;
    QString sentence;
    std::optional<LockHolder> holder{};  ///< who has it open, when that is the problem and known
};

/// Opens and makes projects on a worker: checking a large file takes seconds. One after the other; what is asked for
/// while something is on its way replaces it.
class ProjectLoader : public QObject {
    Q_OBJECT

public:
    explicit ProjectLoader(QObject* parent = nullptr);
    ~ProjectLoader() override;

    /// @param file where it will be, for messages @param work runs on the worker
    void load(const std::filesystem::path& file, std::function<std::unique_ptr<Project>()> work);
    bool busy() const { return m_busy; }

signals:
    /// The receiver takes the project out.
    void loaded(const std::filesystem::path& file, std::shared_ptr<std::unique_ptr<destudio::Project>> project);
    void failed(const destudio::ui::OpenFailure& failure);

private:
    using Box = std::shared_ptr<std::unique_ptr<Project>>;
    void end(quint64 number, const std::filesystem::path& file, const Box& project, const OpenFailure& failure);

    QThreadPool m_pool;
    quint64 m_number = 0;
    bool m_busy = false;
};

}  // namespace destudio::ui

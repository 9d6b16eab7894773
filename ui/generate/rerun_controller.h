// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QPixmap>
#include <optional>
#include <set>

#include "core/engine/generation/rerun.h"
#include "core/project/store/types.h"
#include "ui/generate/ladder_job.h"

namespace destudio::ui {

class JobQueueSignals;
class Workspace;

/// How a re-run came out.
struct RerunResult {
    QString title;  ///< "street_01, seed 7 at 60 %"
    RerunComparison comparison;
    QImage original;
    QImage rerun;
    QImage difference;  ///< null when the pictures are the same
};

/// Makes variants again from their recipes and compares them with their
/// originals. The work is a job of the queue.
class RerunController : public QObject {
    Q_OBJECT

public:
    RerunController(Workspace& workspace, JobQueueSignals& jobs, GenerationJobFactory factory,
                    QObject* parent = nullptr);
    /// Closes the queue: its jobs report to this.
    ~RerunController() override;

    /// @param bundle, adapter  what to run it with; empty: the built-in bundle,
    /// its adapter
    void rerun_variant(RowId variant_id, const std::filesystem::path& bundle, const std::filesystem::path& adapter);
    /// A recipe's JSON or a picture that carries one. It becomes a variant of the
    /// reference it names, unless the project has it already; a picture, or the
    /// variant that is there, is compared with.
    void rerun_file(const std::filesystem::path& file, const std::filesystem::path& bundle,
                    const std::filesystem::path& adapter);
    bool busy() const { return !m_running.empty(); }

signals:
    void finished(const destudio::ui::RerunResult& result);
    /// A recipe from a file became a variant.
    void variant_added(destudio::RowId reference_id, destudio::RowId variant_id);

private:
    struct Order;
    void start(const Order& order);
    void on_made(quint64 session, const Order& order, const Variant& variant, const std::vector<std::string>& classes,
                 const std::filesystem::path& image);

    Workspace& m_workspace;
    JobQueueSignals& m_jobs;
    GenerationJobFactory m_factory;
    std::set<JobId> m_running;
    quint64 m_session = 0;  ///< counts sessions, so that what comes for an earlier one is dropped
};

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QThreadPool>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/jobs/job.h"
#include "core/jobs/pause_gate.h"
#include "core/scaleup/scale_up.h"

namespace destudio::ui {

class JobQueueSignals;
class Workspace;

/// Describes the model for a bundle. The product's is make_scale_up_model; tests put in one without weights.
using ScaleUpModelFactory =
    std::function<scaleup::ScaleUpModel(const std::filesystem::path& bundle, const GeneratorOptions& options)>;

/// What to make of the project's references.
struct ScaleUpInput {
    scaleup::ScaleUpSettings settings;
    std::filesystem::path bundle;  ///< empty: the built-in one
    GeneratorOptions generator;
    std::filesystem::path folder;      ///< a new one, or that of an earlier scale-up to be continued
    bool automatic_size = true;        ///< the paper's for photos, the bundle's for everything else
    bool automatic_label_step = true;  ///< the bundle's default
};

/// Scales the project's references up as one of the window's jobs, into a folder that is a dataset by itself and can be
/// taken into the project afterwards.
class ScaleUpController : public QObject {
    Q_OBJECT

public:
    ScaleUpController(Workspace& workspace, JobQueueSignals& jobs, ScaleUpModelFactory factory,
                      QObject* parent = nullptr);
    /// Closes the queue, which takes at most one U-Net step.
    ~ScaleUpController() override;

    /// Works out on a worker how many images and how much room it takes. An earlier question is forgotten.
    void forecast(const ScaleUpInput& request);
    void start(const ScaleUpInput& request);
    void cancel();
    /// Between two images.
    void set_paused(bool paused);
    bool paused() const { return m_gate->paused(); }
    bool busy() const { return m_job != 0; }
    /// Adds the images of a scale-up's folder to the project as variants of their references, to be reviewed.
    void add_to_project(const std::filesystem::path& folder);

signals:
    /// @param problem why it cannot be started; empty when it can
    void forecast_made(const destudio::scaleup::ScaleUpStatus& status, const QString& problem);
    void status_changed(const destudio::scaleup::ScaleUpStatus& status);
    /// @param sentence what was made, or what went wrong
    void finished(bool ok, const QString& sentence);
    /// @param count how many variants are new in the project
    void added(int count);

private:
    struct Made {
        std::string reference_hash;
        Variant variant;
        std::filesystem::path image;
    };
    void on_job(const JobStatus& status);
    void store(const std::filesystem::path& project_file, const std::vector<Made>& made,
               const std::vector<std::string>& classes);

    Workspace& m_workspace;
    JobQueueSignals& m_jobs;
    ScaleUpModelFactory m_factory;
    JobId m_job = 0;
    JobId m_import = 0;
    int m_added = 0;
    QString m_sentence;
    QThreadPool m_pool;
    quint64 m_question = 0;
    std::shared_ptr<PauseGate> m_gate = std::make_shared<PauseGate>();
};

}  // namespace destudio::ui

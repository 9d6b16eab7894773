// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QThreadPool>
#include <QTimer>
#include <filesystem>
#include <memory>
#include <vector>

#include "core/adaptation/adapter_run.h"
#include "core/adaptation/run_list.h"
#include "core/adaptation/run_samples.h"
#include "core/training/loop/training_log_reader.h"
#include "widgets/base/picture.h"

namespace destudio::ui {

/// A run as its folder shows it.
struct RunView {
    std::filesystem::path folder;
    adaptation::AdapterRunRequest request;
    training::TrainingCurves curves;
    adaptation::AdapterRunResult result;
    adaptation::RunSamples samples;
    std::vector<widgets::Picture> pictures;  ///< of the samples
    QString error;                           ///< the folder cannot be read: why

    bool finished() const { return curves.steps() >= request.recipe.steps; }
};

/// Reads a run's folder again and again on a worker, whoever trains there, and tells what is new.
class RunWatcher : public QObject {
    Q_OBJECT

public:
    explicit RunWatcher(QObject* parent = nullptr);
    ~RunWatcher() override;

    /// Empty: none. Told at once, then whenever something changed.
    void watch(const std::filesystem::path& folder);
    const std::filesystem::path& folder() const { return m_folder; }
    /// Looks again and again only while somebody can see it.
    void set_active(bool active);
    /// Looks now, and lists the runs of a project anew.
    void refresh(const std::filesystem::path& runs);
    bool busy() const { return m_reading > 0; }

signals:
    void seen(const std::shared_ptr<const destudio::ui::RunView>& view);
    void listed(const std::vector<destudio::adaptation::RunSummary>& runs);

private:
    class Reader;
    void look();

    std::filesystem::path m_folder;
    std::shared_ptr<Reader> m_reader;
    QThreadPool m_pool;
    QTimer m_timer;
    bool m_active = false;
    int m_reading = 0;
    quint64 m_list_number = 0;
};

}  // namespace destudio::ui

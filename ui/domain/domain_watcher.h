// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QThreadPool>
#include <QTimer>
#include <filesystem>
#include <memory>
#include <vector>

#include "core/domain/domain_samples.h"
#include "core/domain/held_out_log.h"
#include "core/training/loop/training_log_reader.h"

namespace destudio::ui {

/// What the folder of a domain shows of its base model and its adapter.
struct DomainView {
    std::filesystem::path folder;
    training::TrainingCurves autoencoder;
    training::TrainingCurves diffusion;
    training::TrainingCurves adapter;
    std::vector<domain::HeldOutLoss> held_out;
    std::vector<domain::SampleFile> samples;
};

/// Reads a domain's folder again and again on a worker while somebody can see it, and tells what is new.
class DomainWatcher : public QObject {
    Q_OBJECT

public:
    explicit DomainWatcher(QObject* parent = nullptr);
    ~DomainWatcher() override;

    /// @param base folder of the base training  @param adapter of the adapter's; both empty: nothing
    void watch(const std::filesystem::path& base, const std::filesystem::path& adapter);
    void set_active(bool active);
    bool busy() const { return m_reading > 0; }

signals:
    void seen(const std::shared_ptr<const destudio::ui::DomainView>& view);

private:
    class Reader;
    void look();

    std::filesystem::path m_base;
    std::shared_ptr<Reader> m_reader;
    QThreadPool m_pool;
    QTimer m_timer;
    bool m_active = false;
    int m_reading = 0;
};

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#include "ui/training/run_watcher.h"

#include "core/image/image_io.h"
#include "core/training/loop/training_log.h"
#include "widgets/base/image_conversion.h"

namespace destudio::ui {
namespace {

constexpr int kIntervalMs = 700;

}  // namespace

/// Reads one folder, on the pool's only thread.
class RunWatcher::Reader {
public:
    explicit Reader(std::filesystem::path folder)
        : m_folder(std::move(folder)), m_log(m_folder / training::kLogName, "adapter") {}

    /// Null when nothing changed since the last time.
    std::shared_ptr<const RunView> read() {
        auto view = std::make_shared<RunView>();
        view->folder = m_folder;
        try {
            const bool news = m_log.poll();
            if (!adaptation::is_run(m_folder)) {
                return nullptr;  // it is being prepared
            }
            view->result = adaptation::read_result(m_folder);
            const bool other_adapter = view->result.adapter != m_adapter;
            auto samples = adaptation::read_samples(m_folder);
            const bool other_samples = samples.step != m_samples.step;
            if (m_told && !news && !other_samples && !other_adapter) {
                return nullptr;
            }
            if (other_samples) {
                load_pictures(samples);
                m_samples = std::move(samples);
            }
            m_adapter = view->result.adapter;
            view->request = adaptation::read_request(m_folder);
            view->curves = m_log.curves();
            view->samples = m_samples;
            view->pictures = m_pictures;
        } catch (const std::exception& error) {
            view->error = QString::fromUtf8(error.what());
            if (m_told) {
                return nullptr;  // said once
            }
        }
        m_told = true;
        return view;
    }

private:
    void load_pictures(const adaptation::RunSamples& samples) {
        m_pictures.clear();
        for (const adaptation::RunSample& sample : samples.samples) {
            m_pictures.emplace_back(widgets::to_qimage(load_image(sample.picture)));
        }
    }

    std::filesystem::path m_folder;
    training::TrainingLogReader m_log;
    adaptation::RunSamples m_samples;
    std::vector<widgets::Picture> m_pictures;
    std::filesystem::path m_adapter;
    bool m_told = false;
};

RunWatcher::RunWatcher(QObject* parent) : QObject(parent) {
    m_pool.setMaxThreadCount(1);
    m_timer.setInterval(kIntervalMs);
    connect(&m_timer, &QTimer::timeout, this, &RunWatcher::look);
}

RunWatcher::~RunWatcher() {
    m_pool.clear();
    m_pool.waitForDone();
}

void RunWatcher::watch(const std::filesystem::path& folder) {
    m_folder = folder;
    m_reader = folder.empty() ? nullptr : std::make_shared<Reader>(folder);
    set_active(m_active);
    look();
}

void RunWatcher::set_active(bool active) {
    m_active = active;
    if (active && m_reader) {
        m_timer.start();
    } else {
        m_timer.stop();
    }
}

void RunWatcher::look() {
    if (!m_reader || m_reading > 2) {  // the disk is slow: no queue of questions
        return;
    }
    ++m_reading;
    m_pool.start([this, reader = m_reader] {
        const auto view = reader->read();
        QMetaObject::invokeMethod(
            this,
            [this, reader, view] {
                --m_reading;
                if (view && reader == m_reader) {
                    emit seen(view);
                }
            },
            Qt::QueuedConnection);
    });
}

void RunWatcher::refresh(const std::filesystem::path& runs) {
    look();
    ++m_reading;
    m_pool.start([this, runs, number = ++m_list_number] {
        const auto list = adaptation::list_runs(runs);
        QMetaObject::invokeMethod(
            this,
            [this, list, number] {
                --m_reading;
                if (number == m_list_number) {
                    emit listed(list);
                }
            },
            Qt::QueuedConnection);
    });
}

}  // namespace destudio::ui

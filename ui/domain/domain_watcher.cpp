// SPDX-License-Identifier: Apache-2.0
#include "ui/domain/domain_watcher.h"

#include <exception>

#include "core/training/loop/training_log.h"

namespace destudio::ui {
namespace {

constexpr int kLookEveryMs = 1000;

}  // namespace

/// Reads one domain, on the pool's only thread.
class DomainWatcher::Reader {
public:
    Reader(std::filesystem::path base, const std::filesystem::path& adapter)
        : m_base(std::move(base)),
          m_autoencoder(m_base / training::kLogName, "autoencoder"),
          m_diffusion(m_base / training::kLogName, "diffusion"),
          m_adapter(adapter / training::kLogName, "adapter") {}

    /// Null when nothing changed since the last time.
    std::shared_ptr<const DomainView> read() {
        bool news = !m_told;
        for (training::TrainingLogReader* log : {&m_autoencoder, &m_diffusion, &m_adapter}) {
            try {
                news = log->poll() || news;
            } catch (const std::exception&) {  // a disk that is away for a moment; the stage itself says what is wrong
            }
        }
        auto samples = domain::list_samples(m_base);
        if (!news && samples == m_samples) {
            return nullptr;
        }
        m_told = true;
        m_samples = std::move(samples);
        auto view = std::make_shared<DomainView>();
        view->folder = m_base;
        view->autoencoder = m_autoencoder.curves();
        view->diffusion = m_diffusion.curves();
        view->adapter = m_adapter.curves();
        view->samples = m_samples;
        view->held_out = domain::read_held_out_losses(m_base / training::kLogName);
        return view;
    }

private:
    std::filesystem::path m_base;
    training::TrainingLogReader m_autoencoder;
    training::TrainingLogReader m_diffusion;
    training::TrainingLogReader m_adapter;
    std::vector<domain::SampleFile> m_samples;
    bool m_told = false;
};

DomainWatcher::DomainWatcher(QObject* parent) : QObject(parent) {
    m_pool.setMaxThreadCount(1);
    m_timer.setInterval(kLookEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &DomainWatcher::look);
}

DomainWatcher::~DomainWatcher() {
    m_pool.clear();
    m_pool.waitForDone();
}

void DomainWatcher::watch(const std::filesystem::path& base, const std::filesystem::path& adapter) {
    if (base == m_base) {
        return;
    }
    m_base = base;
    m_reader = base.empty() ? nullptr : std::make_shared<Reader>(base, adapter);
    set_active(m_active);
}

void DomainWatcher::set_active(bool active) {
    m_active = active;
    if (active && m_reader) {
        m_timer.start();
        look();
    } else {
        m_timer.stop();
    }
}

void DomainWatcher::look() {
    if (!m_reader || m_reading > 1) {  // the disk is slow: no queue of questions
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

}  // namespace destudio::ui

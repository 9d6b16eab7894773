// SPDX-License-Identifier: Apache-2.0
#include "ui/session/picture_store.h"

#include <algorithm>
#include <exception>
#include <limits>

#include "core/base/error.h"

namespace destudio::ui {
namespace {

constexpr int kLoaderThreads = 2;
constexpr quint64 kBacklog = 400;

int cost_kib(const widgets::Picture& picture) {
    // Four bytes a pixel, and a third more for the smaller copies.
    const double bytes = 4.0 * picture.size().width() * picture.size().height() * 4 / 3;
    return std::max(1, static_cast<int>(bytes / 1024));
}

}  // namespace

PictureStore::PictureStore(int limit_mib, QObject* parent) : QObject(parent), m_cache(limit_mib * 1024) {
    m_pool.setMaxThreadCount(kLoaderThreads);
    m_pool.setThreadPriority(QThread::LowPriority);
}

PictureStore::~PictureStore() {
    m_pool.clear();
    m_pool.waitForDone();
}

widgets::Picture PictureStore::get(const QString& key, const Load& load) {
    if (const auto* cached = m_cache.object(key)) {
        return *cached;
    }
    if (!m_loading.contains(key) && !m_failed.contains(key)) {
        start(key, load);
    }
    return {};
}

void PictureStore::insert(const QString& key, const widgets::Picture& picture) {
    m_failed.remove(key);
    m_cache.insert(key, new widgets::Picture(picture), std::min<qsizetype>(cost_kib(picture), m_cache.maxCost()));
}

void PictureStore::forget(const QString& key) {
    m_cache.remove(key);
    m_failed.remove(key);
}

void PictureStore::clear() {
    ++m_generation;
    m_pool.clear();
    m_cache.clear();
    m_loading.clear();
    m_failed.clear();
}

void PictureStore::start(const QString& key, const Load& load) {
    m_loading.insert(key);
    const auto number = ++*m_newest;
    const auto task = [this, key, load, generation = m_generation, number, newest = m_newest] {
        if (*newest - number > kBacklog) {
            // Scrolled past long ago. Whoever still wants it asks again.
            QMetaObject::invokeMethod(
                this, [this, key] { m_loading.remove(key); }, Qt::QueuedConnection);
            return;
        }
        widgets::Picture picture;
        QString sentence;
        try {
            picture = load();
        } catch (const std::exception& error) {
            sentence = QString::fromUtf8(error.what());
        }
        QMetaObject::invokeMethod(
            this,
            [this, key, picture, sentence, generation] {
                if (generation != m_generation) {
                    return;
                }
                m_loading.remove(key);
                if (picture.empty()) {
                    m_failed.insert(key);
                    emit failed(key, sentence);
                } else {
                    insert(key, picture);
                    emit ready(key);
                }
            },
            Qt::QueuedConnection);
    };
    // The newest first: it is what the eye is on.
    m_pool.start(task, static_cast<int>(number % std::numeric_limits<int>::max()));
}

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCache>
#include <QObject>
#include <QSet>
#include <QString>
#include <QThreadPool>
#include <atomic>
#include <functional>
#include <memory>

#include "widgets/base/picture.h"

namespace destudio::ui {

/// Pictures by key, loaded on a small thread pool and kept while memory allows. The GUI thread only ever asks; what is
/// missing comes with ready().
class PictureStore : public QObject {
    Q_OBJECT

public:
    /// Runs on a pool thread; throws destudio errors.
    using Load = std::function<widgets::Picture()>;

    explicit PictureStore(int limit_mib, QObject* parent = nullptr);
    ~PictureStore() override;

    /// The picture, or an empty one while it is being loaded. A key that failed is not tried again until forget().
    widgets::Picture get(const QString& key, const Load& load);
    /// Puts in what is at hand already.
    void insert(const QString& key, const widgets::Picture& picture);
    void forget(const QString& key);
    bool has_failed(const QString& key) const { return m_failed.contains(key); }
    /// Forgets everything; loads that still run are ignored when they end.
    void clear();
    bool idle() const { return m_loading.isEmpty(); }

signals:
    void ready(const QString& key);
    void failed(const QString& key, const QString& sentence);

private:
    void start(const QString& key, const Load& load);

    QThreadPool m_pool;
    QCache<QString, widgets::Picture> m_cache;
    QSet<QString> m_loading;
    QSet<QString> m_failed;
    int m_generation = 0;
    std::shared_ptr<std::atomic<quint64>> m_newest = std::make_shared<std::atomic<quint64>>(0);  ///< request number
};

}  // namespace destudio::ui

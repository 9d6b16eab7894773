// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QThreadPool>
#include <filesystem>
#include <optional>

#include "core/engine/model/bundle_info.h"

namespace destudio::ui {

/// Reads what a bundle says about itself on a worker: its folder may lie on a slow disk.
class BundleLookup : public QObject {
    Q_OBJECT

public:
    explicit BundleLookup(QObject* parent = nullptr);
    ~BundleLookup() override;

    /// @param bundle empty: the built-in one  @param adapter empty: the bundle's own
    /// An earlier look-up that still runs is forgotten.
    void look_up(const std::filesystem::path& bundle, const std::filesystem::path& adapter = {});
    bool busy() const { return m_busy; }

signals:
    void found(const destudio::BundleInfo& info);
    /// The sentence says why there is none.
    void missing(const QString& sentence);

private:
    void end(quint64 number, const std::optional<BundleInfo>& info, const QString& sentence);

    QThreadPool m_pool;
    quint64 m_number = 0;
    bool m_busy = false;
};

}  // namespace destudio::ui

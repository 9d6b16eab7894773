// SPDX-License-Identifier: Apache-2.0
#include "ui/map/map_keeper.h"

#include <algorithm>

#include "ui/session/workspace.h"

namespace destudio::ui {
namespace {

constexpr std::size_t kWrittenAtOnce = 400;
constexpr int kPauseMs = 15;

/// The next few, from `done` on.
std::vector<StoredFeature> next_features(const std::vector<StoredFeature>& all, std::size_t& done) {
    const std::size_t end = std::min(all.size(), done + kWrittenAtOnce);
    std::vector<StoredFeature> some(all.begin() + static_cast<std::ptrdiff_t>(done),
                                    all.begin() + static_cast<std::ptrdiff_t>(end));
    done = end;
    return some;
}

}  // namespace

MapKeeper::MapKeeper(Workspace& workspace, QObject* parent) : QObject(parent), m_workspace(workspace) {
    m_timer.setInterval(kPauseMs);
    connect(&m_timer, &QTimer::timeout, this, &MapKeeper::write_some);
    connect(&workspace, &Workspace::session_closing, this, &MapKeeper::forget);
}

void MapKeeper::keep(std::shared_ptr<const ProjectMap> map) {
    m_map = std::move(map);
    m_references = 0;
    m_variants = 0;
    m_timer.start();
}

void MapKeeper::forget() {
    m_timer.stop();
    m_map.reset();
}

void MapKeeper::write_some() {
    Session* session = m_workspace.session();
    if (session == nullptr || m_map == nullptr) {
        forget();
        return;
    }
    const bool written = session->attempt([&] {
        FeatureStore& store = session->project().features();
        store.put_references(next_features(m_map->new_references, m_references));
        store.put_variants(next_features(m_map->new_variants, m_variants));
    });
    if (!written || (m_references == m_map->new_references.size() && m_variants == m_map->new_variants.size())) {
        forget();
    }
}

}  // namespace destudio::ui

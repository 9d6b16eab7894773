// SPDX-License-Identifier: Apache-2.0
#include "ui/map/map_findings_list.h"

#include <QLocale>
#include <algorithm>
#include <array>

namespace destudio::ui {
namespace {

constexpr int kFindingRole = Qt::UserRole + 1;
constexpr int kPlaceRole = Qt::UserRole + 2;  ///< -1: a group
constexpr std::size_t kMaxShownLines = 300;   ///< of a group; all of them belong to it

QString with_count(const QString& title, std::size_t count) {
    return QStringLiteral("%1 (%2)").arg(title, QLocale().toString(qulonglong(count)));
}

std::vector<int> to_places(const std::vector<std::uint32_t>& places) {
    return {places.begin(), places.end()};
}

}  // namespace

MapFindingsList::MapFindingsList(QWidget* parent) : QTreeWidget(parent) {
    setObjectName(QStringLiteral("map_findings"));
    setAccessibleName(tr("What stands out"));
    setHeaderHidden(true);
    setUniformRowHeights(true);
    connect(this, &QTreeWidget::itemSelectionChanged, this, &MapFindingsList::chosen);
}

void MapFindingsList::show_findings(const ProjectMap& map) {
    const QSignalBlocker blocker(this);
    clear();
    for (auto& places : m_places) {
        places.clear();
    }
    QStringList holes;
    for (const std::uint32_t hole : map.map.holes) {
        m_places[0].push_back({static_cast<int>(hole)});
        holes << QString::fromStdString(map.entries[hole].file.stem().string());
    }
    QStringList crowds;
    for (const CrowdedPlace& crowd : map.map.crowded) {
        m_places[1].push_back(to_places(crowd.variants));
        crowds << tr("%n variants", nullptr, static_cast<int>(crowd.variants.size()));
    }
    QStringList stacks;
    for (const auto& stack : map.map.stacks) {
        m_places[2].push_back(to_places(stack));
        stacks << tr("%n variants look the same", nullptr, static_cast<int>(stack.size()));
    }
    add_group(Finding::kHole, tr("Holes"), m_places[0], holes);
    add_group(Finding::kCrowd, tr("Crowded places"), m_places[1], crowds);
    add_group(Finding::kStack, tr("Near-duplicates"), m_places[2], stacks);
}

void MapFindingsList::add_group(Finding finding, const QString& title, const std::vector<std::vector<int>>& all,
                                const QStringList& texts) {
    auto* group = new QTreeWidgetItem(this, {with_count(title, all.size())});
    group->setData(0, kFindingRole, static_cast<int>(finding));
    group->setData(0, kPlaceRole, -1);
    group->setDisabled(all.empty());
    for (std::size_t i = 0; i < std::min(all.size(), kMaxShownLines); ++i) {
        auto* line = new QTreeWidgetItem(group, {texts[static_cast<qsizetype>(i)]});
        line->setData(0, kFindingRole, static_cast<int>(finding));
        line->setData(0, kPlaceRole, static_cast<int>(i));
    }
    constexpr std::size_t kOpened = 20;
    group->setExpanded(!all.empty() && all.size() <= kOpened);
}

MapFindingsList::Finding MapFindingsList::finding() const {
    const auto selected = selectedItems();
    return selected.isEmpty() ? Finding::kNone : static_cast<Finding>(selected.first()->data(0, kFindingRole).toInt());
}

std::vector<std::vector<int>> MapFindingsList::places() const {
    const Finding kind = finding();
    if (kind == Finding::kNone) {
        return {};
    }
    const auto& all = m_places[static_cast<int>(kind) - 1];
    const int place = selectedItems().first()->data(0, kPlaceRole).toInt();
    return place < 0 ? all : std::vector<std::vector<int>>{all[static_cast<std::size_t>(place)]};
}

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#include "core/project/project_statistics.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

namespace destudio {

namespace {

using Bin = ProjectStatistics::Bin;
using Decisions = ProjectStatistics::Decisions;

constexpr int kScoreBins = 20;
constexpr int kMaxBoxes = 10;  // the last bin holds images with so many and more

/// Bins between the limits, and one below the first and above the last.
std::vector<Bin> make_bins(const std::vector<double>& limits) {
    std::vector<Bin> bins(limits.size() + 1);
    for (std::size_t i = 0; i < limits.size(); ++i) {
        bins[i].range.high = limits[i];
        bins[i].range.open_high = true;
        bins[i + 1].range.low = limits[i];
    }
    return bins;
}

void count(std::vector<Bin>& bins, double value) {
    const auto bin = std::find_if(bins.begin(), bins.end(), [value](const Bin& b) { return b.range.contains(value); });
    if (bin != bins.end()) {
        ++bin->count;
    }
}

bool is_accepted(VariantState state) {
    return state == VariantState::kAccepted || state == VariantState::kEdited;
}

void add(std::map<double, Decisions>& decisions, double value, const StatisticsStore::VariantRow& row) {
    Decisions& entry = decisions[value];
    entry.value = value;
    (is_accepted(row.state)                 ? entry.accepted
     : row.state == VariantState::kRejected ? entry.rejected
                                            : entry.open) += row.count;
}

std::vector<Decisions> values(const std::map<double, Decisions>& by_value) {
    std::vector<Decisions> list;
    for (const auto& [value, decisions] : by_value) {
        list.push_back(decisions);
    }
    return list;
}

void count_boxes(ProjectStatistics& statistics, Project& project, double threshold) {
    std::unordered_map<RowId, ProjectStatistics::ClassCount*> by_class;
    for (auto& entry : statistics.classes) {
        by_class[entry.class_id] = &entry;
    }
    std::unordered_map<RowId, std::size_t> by_variant;
    project.statistics().for_each_box(threshold, [&](const StatisticsStore::BoxRow& box) {
        if (const auto found = by_class.find(box.class_id); found != by_class.end()) {
            ++(is_accepted(box.state) ? found->second->accepted : found->second->open);
        }
        count(statistics.sides, std::sqrt(std::max(0.0, box.width * box.height)));
        if (box.height > 0) {
            count(statistics.aspects, box.width / box.height);
        }
        ++by_variant[box.variant_id];
    });
    for (const auto& [variant, boxes] : by_variant) {
        count(statistics.per_image, static_cast<double>(boxes));
    }
    statistics.per_image.front().count = statistics.variants - by_variant.size();  // what no box names
}

}  // namespace

double Decisions::rate() const {
    const std::size_t decided = accepted + rejected;
    return decided > 0 ? static_cast<double>(accepted) / static_cast<double>(decided) : 0;
}

ProjectStatistics project_statistics(Project& project, double threshold) {
    ProjectStatistics statistics;
    for (const auto& entry : project.classes().all()) {
        statistics.classes.push_back({entry.id, entry.name, 0, 0, entry.lower_bound});
    }
    statistics.sides = make_bins({16, 32, 64, 96, 128, 192, 256, 512});
    statistics.aspects = make_bins({0.25, 0.5, 0.8, 1.25, 2, 4});
    for (int boxes = 0; boxes <= kMaxBoxes; ++boxes) {
        NumberRange range{static_cast<double>(boxes), static_cast<double>(boxes), false};
        if (boxes == kMaxBoxes) {
            range.high = NumberRange().high;
        }
        statistics.per_image.push_back({range, 0});
    }
    const auto scores = project.statistics().score_histogram(kScoreBins);
    for (int bin = 0; bin < kScoreBins; ++bin) {
        const NumberRange range{static_cast<double>(bin) / kScoreBins, static_cast<double>(bin + 1) / kScoreBins,
                                bin + 1 < kScoreBins};
        statistics.scores.push_back({range, scores[static_cast<std::size_t>(bin)]});
    }
    std::map<double, Decisions> by_ratio;
    std::map<double, Decisions> by_guidance;
    for (const auto& row : project.statistics().variants()) {
        if (row.state != VariantState::kFailed) {
            add(by_ratio, row.ratio, row);
            add(by_guidance, row.guidance, row);
            statistics.variants += row.state != VariantState::kRejected ? row.count : 0;
        }
    }
    statistics.by_ratio = values(by_ratio);
    statistics.by_guidance = values(by_guidance);
    count_boxes(statistics, project, threshold);
    return statistics;
}

}  // namespace destudio

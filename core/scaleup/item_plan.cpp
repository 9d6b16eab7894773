// SPDX-License-Identifier: Apache-2.0
#include "core/scaleup/item_plan.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include "core/base/random.h"
#include "core/base/rung.h"
#include "core/scaleup/class_bounds.h"

namespace destudio::scaleup {

namespace {

// Independent streams of one seed.
constexpr std::uint64_t kOrderStream = 1;
constexpr std::uint64_t kItemStream = 2;
constexpr std::uint64_t kRoundStream = 3;
constexpr std::uint64_t kClassStream = 4;

std::uint64_t stream(std::uint64_t seed, std::uint64_t which, std::int64_t number) {
    return mix_seeds(mix_seeds(seed, which), static_cast<std::uint64_t>(number));
}

void shuffle(std::vector<std::size_t>& order, std::uint64_t seed) {
    Random random(seed);
    for (std::size_t i = order.size(); i > 1; --i) {
        std::swap(order[i - 1], order[static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(i) - 1))]);
    }
}

/// References of a class in an order of the round, each once before any comes again.
struct ClassQueue {
    std::vector<std::size_t> order;
    std::size_t next = 0;

    std::size_t take() {
        const std::size_t reference = order[next];
        next = (next + 1) % order.size();
        return reference;
    }
};

}  // namespace

ItemPlan::ItemPlan(const ScaleUpSettings& settings, const ReferenceSet& references, std::vector<std::int64_t> bounds)
    : m_seed(settings.seed),
      m_lowest(settings.lowest_ratio),
      m_highest(settings.highest_ratio),
      m_ratios(settings.ratio_draw == RatioDraw::kSteps
                   ? whole_step_ratios(settings.sampler, settings.steps, settings.lowest_ratio, settings.highest_ratio)
                   : std::vector<double>()),
      m_quota(settings.selection == Selection::kQuota),
      m_round_size(settings.round_size > 0 ? settings.round_size : kDefaultRound),
      m_references(references),
      m_bounds(std::move(bounds)),
      m_references_of(m_bounds.size()) {
    for (std::size_t i = 0; i < references.references.size(); ++i) {
        for (const auto& [class_index, boxes] : references.references[i].counts) {
            m_references_of[static_cast<std::size_t>(class_index)].push_back(i);
        }
    }
}

std::size_t ItemPlan::uniform_reference(std::int64_t index) {
    const auto size = static_cast<std::int64_t>(m_references.references.size());
    if (const std::int64_t pass = index / size; pass != m_pass) {
        m_order.resize(static_cast<std::size_t>(size));
        std::iota(m_order.begin(), m_order.end(), std::size_t{0});
        shuffle(m_order, stream(m_seed, kOrderStream, pass));
        m_pass = pass;
    }
    return m_order[static_cast<std::size_t>(index % size)];
}

void ItemPlan::use_clusters(const ReferenceClusters& clusters, std::int64_t bound) {
    const std::size_t classes = m_bounds.size();
    m_bounds.resize(classes + clusters.clusters.size(), bound);
    m_references_of.resize(m_bounds.size());
    for (std::size_t i = 0; i < m_references.references.size(); ++i) {
        m_cluster_of.push_back(clusters.cluster_of(m_references.references[i].name));
        if (m_cluster_of[i] != ReferenceClusters::kNone) {
            m_cluster_of[i] += static_cast<int>(classes);
            m_references_of[static_cast<std::size_t>(m_cluster_of[i])].push_back(i);
        }
    }
}

void ItemPlan::begin_round(std::int64_t start, const std::vector<std::int64_t>& boxes_of,
                           const std::vector<std::int64_t>& images_of) {
    if (!m_quota) {
        return;
    }
    std::vector<std::int64_t> counts = boxes_of;
    counts.insert(counts.end(), images_of.begin(), images_of.end());
    // Only what a reference shows can be aimed at.
    std::vector<std::int64_t> wanted(m_bounds.size(), 0);
    for (std::size_t c = 0; c < m_bounds.size(); ++c) {
        wanted[c] = m_references_of[c].empty() ? 0 : lacking(counts[c], m_bounds[c]);
    }
    std::vector<ClassQueue> queues(m_bounds.size());
    for (std::size_t c = 0; c < queues.size(); ++c) {
        if (wanted[c] > 0) {
            queues[c].order = m_references_of[c];
            shuffle(queues[c].order, mix_seeds(stream(m_seed, kClassStream, start), c));
        }
    }
    m_round_first = start;
    m_round.clear();
    std::vector<std::int64_t> open = wanted;
    for (std::int64_t index = start; index < start + m_round_size; ++index) {
        if (std::accumulate(open.begin(), open.end(), std::int64_t{0}) == 0) {
            open = wanted;  // enough if every reference gave its boxes again; what comes on top makes up for losses
        }
        const std::int64_t total = std::accumulate(open.begin(), open.end(), std::int64_t{0});
        if (total == 0) {
            m_round.push_back(uniform_reference(index));
            continue;
        }
        // A class or cluster with a chance in proportion to what it lacks, then the next of its references.
        std::int64_t draw = Random(stream(m_seed, kRoundStream, index)).integer(0, total - 1);
        std::size_t chosen = 0;
        while (draw >= open[chosen]) {
            draw -= open[chosen++];
        }
        const std::size_t reference = queues[chosen].take();
        for (const auto& [class_index, boxes] : m_references.references[reference].counts) {
            auto& left = open[static_cast<std::size_t>(class_index)];
            left = std::max<std::int64_t>(0, left - boxes);
        }
        if (!m_cluster_of.empty() && m_cluster_of[reference] != ReferenceClusters::kNone) {
            auto& left = open[static_cast<std::size_t>(m_cluster_of[reference])];
            left = std::max<std::int64_t>(0, left - 1);
        }
        m_round.push_back(reference);
    }
    std::unordered_map<std::size_t, std::int64_t> times;
    m_turns.clear();
    for (const std::size_t reference : m_round) {
        m_turns.push_back(start / m_round_size + times[reference]++);
    }
}

bool ItemPlan::knows(std::int64_t index) const {
    return !m_quota || (m_round_first >= 0 && index >= m_round_first && index < m_round_first + m_round_size);
}

PlannedItem ItemPlan::item(std::int64_t index) {
    PlannedItem item;
    item.index = index;
    if (m_quota) {
        const auto at = static_cast<std::size_t>(index - m_round_first);
        item.reference = m_round.at(at);
        item.turn = m_turns.at(at);
    } else {
        item.reference = uniform_reference(index);
        item.turn = index / static_cast<std::int64_t>(m_references.references.size());
    }
    Random random(stream(m_seed, kItemStream, index));
    item.seed = random.next() >> 32U;
    if (m_ratios.empty()) {
        // Four digits are plenty, and recipes and file names stay short.
        item.encode_ratio =
            std::clamp(std::round(random.uniform(m_lowest, m_highest) * 1e4) / 1e4, m_lowest, m_highest);
    } else {
        item.encode_ratio =
            m_ratios[static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(m_ratios.size()) - 1))];
    }
    item.crop_seed = random.next();
    return item;
}

}  // namespace destudio::scaleup

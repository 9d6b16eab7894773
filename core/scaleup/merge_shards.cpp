// SPDX-License-Identifier: Apache-2.0
#include "core/scaleup/merge_shards.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>

#include "core/base/atomic_file.h"
#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/base/output_folder.h"
#include "core/dataset/text/staged_folder.h"
#include "core/scaleup/item_log.h"
#include "core/scaleup/scale_up_folder.h"

namespace destudio::scaleup {

namespace fs = std::filesystem;

namespace {

struct ShardFolder {
    ScaleUpFolder folder;
    Manifest manifest;
};

/// The clusters that all shards began with; nothing where there are none. @throws UsageError when they differ
std::shared_ptr<const ReferenceClusters> common_clusters(const std::vector<ShardFolder>& shards) {
    if (shards.front().manifest.cluster_bound == 0) {
        return nullptr;
    }
    const fs::path file = shards.front().folder.clusters();
    const std::string text = read_file(file);
    for (const auto& shard : shards) {
        if (read_file(shard.folder.clusters()) != text) {
            throw UsageError(file.string() + " and " + shard.folder.clusters().string() +
                             " put the references into other clusters: the shards ran on machines that read pictures "
                             "differently. Copy one of the files over the other before a shard's first run.");
        }
    }
    return std::make_shared<const ReferenceClusters>(read_clusters(file));
}

LedgerRules rules_of(const Manifest& joined, const std::shared_ptr<const ReferenceClusters>& clusters) {
    LedgerRules rules = joined.rules();
    rules.clusters = clusters;
    rules.cluster_bound = joined.cluster_bound;
    return rules;
}

std::string shard_text(const Shard& shard) {
    return std::to_string(shard.index) + "/" + std::to_string(shard.count);
}

/// One folder of each shard, all of the same scale-up, sorted by shard.
std::vector<ShardFolder> open_shards(const std::vector<fs::path>& paths) {
    if (paths.empty()) {
        throw UsageError("There is nothing to merge: name the shards' folders.");
    }
    std::map<int, ShardFolder> shards;
    const ShardFolder* first = nullptr;
    for (const auto& path : paths) {
        ShardFolder shard{{path}, {}};
        std::error_code ec;
        if (!fs::exists(shard.folder.manifest(), ec)) {
            throw UsageError(path.string() + " is no folder of scale-up: it has no scale-up.json.");
        }
        shard.manifest = read_manifest(shard.folder.manifest());
        if (first != nullptr) {
            std::string other = difference(first->manifest, shard.manifest, true);
            if (other.empty() && first->manifest.shard.count != shard.manifest.shard.count) {
                other = "shard " + shard_text(shard.manifest.shard) + " beside " + shard_text(first->manifest.shard);
            }
            if (!other.empty()) {
                throw UsageError(path.string() + " and " + first->folder.root.string() +
                                 " are not shards of one scale-up (" + other + ").");
            }
        }
        const int index = shard.manifest.shard.index;
        if (const auto twice = shards.find(index); twice != shards.end()) {
            throw UsageError(path.string() + " and " + twice->second.folder.root.string() + " are both shard " +
                             shard_text(shard.manifest.shard) + "; give each shard once.");
        }
        const auto added = shards.emplace(index, std::move(shard)).first;
        first = first == nullptr ? &added->second : first;
    }
    std::vector<ShardFolder> sorted;
    const int count = first->manifest.shard.count;
    for (int index = 1; index <= count; ++index) {
        const auto found = shards.find(index);
        if (found == shards.end()) {
            throw UsageError("Shard " + shard_text({index, count}) + " is missing; give the folders of all " +
                             std::to_string(count) + " shards.");
        }
        sorted.push_back(std::move(found->second));
    }
    return sorted;
}

void place_picture(const fs::path& from, const fs::path& to) {
    std::error_code ec;
    fs::create_hard_link(from, to, ec);
    if (ec) {  // another disk, or one without links
        fs::copy_file(from, to, ec);
    }
    if (ec) {
        throw IoError("Cannot copy " + from.string() + " to " + to.string() + ": " + ec.message() +
                      ". Run the shard again if the picture is missing; it makes it anew.");
    }
}

/// Goes through the items of all shards in their common order.
class MergedItems {
public:
    explicit MergedItems(const std::vector<ShardFolder>& shards) {
        for (const auto& shard : shards) {
            m_readers.push_back(std::make_unique<ItemReader>(shard.folder.items()));
            m_fronts.push_back(m_readers.back()->next());
        }
    }

    /// The next item and the place of its shard in the list; nothing at the end.
    std::optional<std::pair<ItemRecord, std::size_t>> next() {
        std::size_t chosen = m_fronts.size();
        for (std::size_t i = 0; i < m_fronts.size(); ++i) {
            if (m_fronts[i] && (chosen == m_fronts.size() || m_fronts[i]->index < m_fronts[chosen]->index)) {
                chosen = i;
            }
        }
        if (chosen == m_fronts.size()) {
            return std::nullopt;
        }
        std::pair<ItemRecord, std::size_t> item{std::move(*m_fronts[chosen]), chosen};
        m_fronts[chosen] = m_readers[chosen]->next();
        return item;
    }

private:
    std::vector<std::unique_ptr<ItemReader>> m_readers;
    std::vector<std::optional<ItemRecord>> m_fronts;
};

/// What the joined scale-up consists of: every item before `end`.
struct Extent {
    CountsFile counts;
    std::int64_t end = 0;
    std::optional<std::size_t> lagging;  ///< a shard that lacks an item which comes before one of another
};

/// @param partial whether items behind a gap count as well
Extent measure(const std::vector<ShardFolder>& shards, const Manifest& joined, const LedgerRules& rules, bool partial,
               const std::stop_token& stop) {
    Extent extent;
    Ledger ledger(rules);
    const std::int64_t round = std::max<std::int64_t>(1, joined.round_size());
    extent.counts.round_start_classes = ledger.counts().classes;
    extent.counts.round_start_clusters = ledger.counts().clusters;
    MergedItems items(shards);
    while (auto item = items.next()) {
        throw_if_stopped(stop);
        auto& [record, shard] = *item;
        if (record.index != extent.end) {
            extent.lagging = static_cast<std::size_t>(extent.end) % shards.size();
            if (!partial) {
                break;
            }
        }
        ledger.add(record);
        extent.end = record.index + 1;
        if (extent.end % round == 0) {
            extent.counts.round_start_classes = ledger.counts().classes;
            extent.counts.round_start_clusters = ledger.counts().clusters;
        }
        if (ledger.reached()) {
            break;
        }
    }
    extent.counts.counts = ledger.counts();
    extent.counts.reached = ledger.reached();
    extent.counts.next = extent.end;
    extent.counts.fingerprint = joined.fingerprint();
    return extent;
}

void join(const std::vector<ShardFolder>& shards, const Manifest& joined, const LedgerRules& rules,
          const Extent& extent, const fs::path& out, const std::stop_token& stop, const ProgressSink& progress) {
    dataset::StagedFolder staged(out);
    const ScaleUpFolder folder{staged.path()};
    claim_folder(folder, joined);
    if (rules.clusters) {
        write_file_atomically(folder.clusters(), read_file(shards.front().folder.clusters()));
    }
    {
        ItemLog log(folder.items(), ItemLog::Flush::kAtEnd);
        Ledger ledger(rules);
        MergedItems items(shards);
        for (auto item = items.next(); item && item->first.index < extent.end; item = items.next()) {
            throw_if_stopped(stop);
            auto& [record, shard] = *item;
            ledger.add(record);
            if (record.verdict == Verdict::kKept) {
                place_picture(shards[shard].folder.images() / record.file_name, folder.images() / record.file_name);
            } else {
                record.bytes = 0;
            }
            log.append(record);
            if (progress) {
                progress({"merge", record.index + 1, extent.end});
            }
        }
    }
    write_index(folder, joined, extent.counts);
    staged.commit({"annotations.json"});
}

}  // namespace

MergeResult merge_shards(const MergeRequest& request, std::stop_token stop, const ProgressSink& progress) {
    const auto shards = open_shards(request.shards);
    const OutputRequest output{"merge-shards", request.shards, request.overwrite};
    if (!request.counts.empty()) {
        check_output_file(request.counts, output, is_counts_text);
    }
    std::optional<OutputFolder> folder;
    if (!request.out.empty()) {
        folder.emplace(request.out, output);
    }
    MergeResult result;
    result.manifest = shards.front().manifest;
    result.manifest.shard = {};
    const LedgerRules rules = rules_of(result.manifest, common_clusters(shards));
    const Extent extent = measure(shards, result.manifest, rules, request.partial, stop);
    result.counts = extent.counts;
    if (rules.clusters) {
        result.clusters = cluster_progress(*rules.clusters, extent.counts.counts.clusters, rules.cluster_bound);
    }
    result.finished_evenly = !extent.lagging || extent.counts.reached;
    if (!request.out.empty()) {
        if (!result.finished_evenly && !request.partial) {
            const auto& lagging = shards[*extent.lagging];
            throw UsageError("Shard " + shard_text(lagging.manifest.shard) + " in " + lagging.folder.root.string() +
                             " is not done: item " + std::to_string(extent.end) +
                             " is missing. Run it again, or join what there is with --partial.");
        }
        join(shards, result.manifest, rules, extent, request.out, stop, progress);
        folder->finish_without_record();  // it is a scale-up from now on, as one process would have made it
    }
    if (!request.counts.empty()) {
        write_file_atomically(request.counts, to_text(extent.counts, result.manifest));
    }
    return result;
}

}  // namespace destudio::scaleup

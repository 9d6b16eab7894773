// SPDX-License-Identifier: Apache-2.0
#include "core/scaleup/scale_up.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <limits>

#include "core/base/atomic_file.h"
#include "core/base/cancellation.h"
#include "core/base/output_folder.h"
#include "core/scaleup/class_bounds.h"
#include "core/scaleup/event_log.h"
#include "core/scaleup/item_maker.h"
#include "core/scaleup/item_prompts.h"
#include "core/scaleup/item_writer.h"
#include "core/scaleup/resolved_settings.h"
#include "core/scaleup/scale_up_folder.h"

namespace destudio::scaleup {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t kMaxProblems = 20;
/// How often the index files are renewed, at least; never more than a twentieth of the time goes into it.
constexpr double kIndexSeconds = 15;
constexpr double kIndexShare = 20;

class ScaleUpRun {
public:
    ScaleUpRun(const ScaleUpRequest& request, const ScaleUpModel& model, const ScaleUpHooks& hooks,
               std::stop_token stop)
        : m_request(request),
          m_settings(request.settings),
          m_hooks(hooks),
          m_stop(std::move(stop)),
          m_resolved(request, model),
          m_folder{request.out},
          m_log_events(request.log),
          m_plan(m_settings, m_request.references, m_resolved.bounds),
          m_prompts(m_settings, m_request.references, model.bundle.classes, model.bundle.domain, request.prompt_source),
          m_maker(m_settings, m_request.references, model, m_prompts),
          m_guard(request.out, disk_options()) {
        require_an_end(request, m_resolved);
        if (!request.counts.empty()) {
            m_merged = read_counts(request.counts, m_resolved.manifest);
        }
        const auto pixels = plan_reference(m_request.references.references.front().size, m_settings, model.bundle, 0);
        m_guessed_bytes = guess_png_bytes(std::int64_t{pixels.size.width} * pixels.size.height);
    }

    ScaleUpResult run();

private:
    DiskGuardOptions disk_options() {
        DiskGuardOptions options = m_hooks.disk;
        options.on_pause = [this](const std::string& reason) { on_disk(reason); };
        return options;
    }

    void begin_ledger();
    void set_range();
    std::int64_t uniform_round() const;
    void load_items();
    void repair_pictures();
    void note_round(std::int64_t index);
    std::optional<ScaleUpEnd> ended() const;
    ScaleUpEnd work();
    void prepare_prompts(ItemWriter& writer);
    void make_item(ItemWriter& writer);
    void wait_while_paused();
    void renew_index(bool always);
    CountsFile counts_file() const;
    void on_disk(const std::string& reason);
    void report();
    ScaleUpStatus make_status() const;
    void log_end(const char* why);

    const ScaleUpRequest& m_request;
    const ScaleUpSettings& m_settings;
    const ScaleUpHooks& m_hooks;
    std::stop_token m_stop;
    ResolvedSettings m_resolved;
    ScaleUpFolder m_folder;
    EventLog m_log_events;
    ItemPlan m_plan;
    ItemPrompts m_prompts;
    ItemMaker m_maker;
    DiskGuard m_guard;
    CountsFile m_merged;  ///< of all shards when the round began; zeros without rounds
    std::optional<Ledger> m_ledger;
    std::optional<ItemLog> m_items;

    std::int64_t m_next = 0;        ///< index of the item to be made next
    std::int64_t m_end = kNoLimit;  ///< first index that is not made by this call
    bool m_ends_with_round = false;
    std::int64_t m_round = -1;  ///< start of the round that m_round_counts belong to
    std::vector<std::int64_t> m_round_counts;
    std::vector<std::int64_t> m_round_clusters;           ///< the same of clusters
    std::shared_ptr<const ReferenceClusters> m_clusters;  ///< nothing where they are not asked for
    std::vector<ItemRecord> m_lost_pictures;
    std::int64_t m_unreadable_in_a_row = 0;
    std::vector<std::string> m_problems;

    std::int64_t m_made_now = 0;
    std::uintmax_t m_guessed_bytes = 0;
    std::uintmax_t m_measured_bytes = 0;
    Clock::time_point m_started = Clock::now();
    Clock::time_point m_index_written = Clock::now();
    double m_index_seconds = 0;
    mutable std::mutex m_status_mutex;  ///< the writer reports as well, when the disk is full
    WorkClock m_clock;
    ScaleUpStatus m_status;
};

/// Counts begin with what other shards made before, and clusters are those that the folder has.
void ScaleUpRun::begin_ledger() {
    LedgerRules rules = m_resolved.manifest.rules();
    if (!m_settings.shard.whole()) {
        // Which near-duplicates are too many shows when all shards are seen: merge-shards leaves them out.
        rules.max_near_duplicates.reset();
    }
    if (m_settings.clusters > 0) {
        m_clusters = std::make_shared<const ReferenceClusters>(settled_clusters(
            m_folder.clusters(), m_request.references, m_settings.clusters, m_settings.seed, m_guard, m_stop));
        rules.clusters = m_clusters;
        rules.cluster_bound = m_settings.cluster_bound;
        m_plan.use_clusters(*m_clusters, m_settings.cluster_bound);
        if (!m_merged.counts.clusters.empty() && m_merged.counts.clusters.size() != m_clusters->clusters.size()) {
            throw UsageError(m_request.counts.string() + " counts other clusters than " + m_folder.clusters().string() +
                             " has. Give this shard the folder it had.");
        }
    }
    m_ledger.emplace(std::move(rules), m_merged.counts);
}

/// Which items this call makes, at most. What one shard counts says little about all of them, so each stops after a
/// round, and the next one is planned from the merged counts.
void ScaleUpRun::set_range() {
    m_end = m_settings.max_images.value_or(kNoLimit);
    if (m_settings.shard.whole()) {
        return;
    }
    const bool quota = m_settings.selection == Selection::kQuota;
    std::int64_t end = m_merged.next + uniform_round();
    if (quota || m_settings.round_size > 0) {
        // The counts may end inside a round, when a shard or the limit cut it short: then that round is finished.
        const std::int64_t start = m_plan.round_start(m_merged.next);
        end = start + m_plan.round_size();
        if (quota) {
            m_round = start;
            m_round_counts = m_request.counts.empty() ? m_ledger->counts().classes : m_merged.round_start_classes;
            m_round_clusters = m_request.counts.empty() ? m_ledger->counts().clusters : m_merged.round_start_clusters;
        }
    }
    m_ends_with_round = end < m_end;
    m_end = std::min(m_end, end);
}

/// Uniform shards are counted together only to see whether it is enough, so a round without a size of its own is as
/// long as it should take, and a little longer. Every shard comes to the same length.
std::int64_t ScaleUpRun::uniform_round() const {
    constexpr std::int64_t kMargin = 5;  // a fifth
    const auto& bounds = m_resolved.bounds;
    std::optional<std::int64_t> items;
    if (m_merged.counts.made > 0) {
        items = estimate_items_left(m_merged.counts, bounds, std::nullopt, m_settings.cluster_bound);
    } else {
        items = estimate_items(m_request.references, bounds);
    }
    // A class that has not come up yet: as many again.
    const std::int64_t round = items ? *items + *items / kMargin : m_merged.counts.made;
    return std::max(round, kDefaultRound);
}

void ScaleUpRun::load_items() {
    const Shard& shard = m_settings.shard;
    std::int64_t last = -1;
    ItemReader items(m_folder.items());
    while (auto record = items.next()) {
        throw_if_stopped(m_stop);
        last = record->index;
        if (record->verdict == Verdict::kKept) {
            std::error_code ec;
            if (fs::file_size(m_folder.images() / record->file_name, ec) != record->bytes || ec) {
                m_lost_pictures.push_back(*record);
            }
        }
        if (record->index >= m_merged.next) {
            note_round(record->index);
            m_ledger->add(*record);
        }
    }
    sweep_pictures(m_folder, last);
    const std::int64_t own = shard.index - 1;
    const std::int64_t rounds_done = last < own ? 0 : (last - own) / shard.count + 1;
    m_next = own + rounds_done * shard.count;
    if (m_next < m_plan.round_start(m_merged.next) && m_settings.selection == Selection::kQuota) {
        throw UsageError(m_folder.root.string() + " lacks images of earlier rounds that " + m_request.counts.string() +
                         " counts. Give this shard the folder it had.");
    }
}

void ScaleUpRun::repair_pictures() {
    for (const auto& record : m_lost_pictures) {
        spdlog::warn("{} is missing or damaged; it is made again.", record.file_name);
        const auto bytes = picture_bytes(m_maker.remake(record, m_stop), record, m_settings.marked);
        if (bytes.size() != record.bytes) {
            spdlog::warn("{} came out with other bytes than before: another machine, or other libraries.",
                         record.file_name);
        }
        m_guard.write(
            bytes.size(), [&] { write_file_atomically(m_folder.images() / record.file_name, bytes); }, m_stop);
    }
    m_lost_pictures.clear();
}

/// Remembers the counts with which a round begins. Called with every item, before it is counted.
void ScaleUpRun::note_round(std::int64_t index) {
    if (m_settings.shard.whole() && m_plan.round_start(index) != m_round) {
        m_round = m_plan.round_start(index);
        m_round_counts = m_ledger->counts().classes;
        m_round_clusters = m_ledger->counts().clusters;
    }
}

std::optional<ScaleUpEnd> ScaleUpRun::ended() const {
    if (m_merged.reached || m_ledger->reached()) {
        return ScaleUpEnd::kReached;
    }
    if (m_next >= m_end) {
        return m_ends_with_round ? ScaleUpEnd::kRound : ScaleUpEnd::kMaxImages;
    }
    constexpr double kSecondsOfHour = 3600;
    const double seconds = std::chrono::duration<double>(Clock::now() - m_started).count();
    if (m_settings.max_hours && seconds >= *m_settings.max_hours * kSecondsOfHour) {
        return ScaleUpEnd::kMaxHours;
    }
    return std::nullopt;
}

/// Prompts of a server come for some items at once: the next ones, as far as they are planned.
void ScaleUpRun::prepare_prompts(ItemWriter& writer) {
    if (m_prompts.knows(m_next)) {
        return;
    }
    writer.drain();  // the disk is waited for in one place
    std::vector<PlannedItem> coming;
    for (std::int64_t index = m_next; index < m_end && m_plan.knows(index) && coming.size() < m_prompts.batch_size();
         index += m_settings.shard.count) {
        coming.push_back(m_plan.item(index));
    }
    std::vector<std::int64_t> lacks;
    for (std::size_t c = 0; c < m_resolved.bounds.size(); ++c) {
        lacks.push_back(lacking(m_ledger->counts().classes[c], m_resolved.bounds[c]));
    }
    m_prompts.prepare(coming, lacks, m_guard, m_stop);
}

void ScaleUpRun::make_item(ItemWriter& writer) {
    note_round(m_next);
    if (!m_plan.knows(m_next)) {
        m_plan.begin_round(m_round, m_round_counts, m_round_clusters);
    }
    prepare_prompts(writer);
    const PlannedItem item = m_plan.item(m_next);
    const auto started = Clock::now();
    MadeItem made = m_maker.make(item, m_stop);
    m_ledger->add(made.record);
    const ItemRecord& record = made.record;
    if (record.verdict == Verdict::kUnreadable) {
        spdlog::error("{}", record.problem);
        if (m_problems.size() < kMaxProblems) {
            m_problems.push_back(record.problem);
        }
        if (++m_unreadable_in_a_row > static_cast<std::int64_t>(m_request.references.references.size())) {
            throw FormatError("None of the references can be read. " + record.problem);
        }
    } else {
        m_unreadable_in_a_row = 0;
    }
    const bool kept = record.verdict == Verdict::kKept;
    m_log_events.write("item", {{"index", record.index},
                                {"reference", record.reference},
                                {"encode_ratio", item.encode_ratio},
                                {"seed", item.seed},
                                {"file_name", kept ? record.file_name : ""},
                                {"seconds", std::chrono::duration<double>(Clock::now() - started).count()},
                                {"images", m_ledger->counts().images},
                                {"boxes", m_ledger->counts().boxes}});
    m_next += m_settings.shard.count;
    ++m_made_now;
    if (m_next < m_end && m_plan.knows(m_next) && m_plan.round_start(m_next) == m_plan.round_start(item.index)) {
        m_maker.prefetch(m_plan.item(m_next));
    }
    if (!kept) {
        made.image.release();
    }
    writer.add(std::move(made.record), std::move(made.image));
}

void ScaleUpRun::renew_index(bool always) {
    const double since = std::chrono::duration<double>(Clock::now() - m_index_written).count();
    if (!always && since < std::max(kIndexSeconds, kIndexShare * m_index_seconds)) {
        return;
    }
    const auto started = Clock::now();
    m_guard.write(
        0, [&] { write_index(m_folder, m_resolved.manifest, counts_file()); }, m_stop);
    m_index_written = Clock::now();
    m_index_seconds = std::chrono::duration<double>(m_index_written - started).count();
}

CountsFile ScaleUpRun::counts_file() const {
    CountsFile file;
    file.counts = m_ledger->counts();
    file.reached = m_ledger->reached();
    if (m_settings.shard.whole()) {  // one shard's counts are no plan for the next round
        file.next = m_next;
        const bool inside_round = m_settings.selection == Selection::kQuota && m_plan.round_start(m_next) == m_round;
        file.round_start_classes = inside_round ? m_round_counts : file.counts.classes;
        file.round_start_clusters = inside_round ? m_round_clusters : file.counts.clusters;
        file.fingerprint = m_resolved.manifest.fingerprint();
    }
    return file;
}

/// The time that is spent waiting does not count as work.
void ScaleUpRun::wait_while_paused() {
    if (m_hooks.pause_point) {
        {
            const std::lock_guard lock(m_status_mutex);
            m_clock.stop();
        }
        m_hooks.pause_point();
    }
    const std::lock_guard lock(m_status_mutex);
    m_clock.start();
}

ScaleUpEnd ScaleUpRun::work() {
    ItemWriter writer(m_folder.images(), m_settings.marked, *m_items, m_guard, m_stop);
    std::optional<ScaleUpEnd> end;
    try {
        while (!(end = ended())) {
            throw_if_stopped(m_stop);
            wait_while_paused();
            make_item(writer);
            m_measured_bytes = writer.bytes_per_image();
            report();
            if (Clock::now() - m_index_written > std::chrono::duration<double>(kIndexSeconds)) {
                writer.drain();
                renew_index(false);
            }
        }
        writer.drain();
    } catch (...) {
        // What is finished becomes a complete dataset whatever ended the work, unless the disk is what failed.
        try {
            writer.drain();
        } catch (const Error& second) {
            spdlog::debug("{}", second.what());
        }
        try {
            write_index(m_folder, m_resolved.manifest, counts_file());  // no waiting for room now
        } catch (const Error& second) {
            spdlog::debug("{}", second.what());
        }
        throw;
    }
    m_measured_bytes = writer.bytes_per_image();
    return *end;
}

void ScaleUpRun::on_disk(const std::string& reason) {
    const std::lock_guard lock(m_status_mutex);
    if (reason.empty()) {
        m_log_events.write("disk_has_room");
        m_clock.start();
    } else {
        spdlog::warn("{}", reason);
        m_log_events.write("disk_full", {{"reason", reason}});
        m_clock.stop();
    }
    m_status.paused = !reason.empty();
    m_status.pause_reason = reason;
    m_status.bytes_free = m_hooks.disk.free(m_folder.root);
    if (m_hooks.on_status) {
        m_hooks.on_status(m_status);
    }
}

ScaleUpStatus ScaleUpRun::make_status() const {
    constexpr double kSecondsOfMinute = 60;
    ScaleUpStatus status;
    status.counts = m_ledger->counts();
    for (std::size_t c = 0; c < m_resolved.bounds.size(); ++c) {
        status.classes.push_back({m_resolved.manifest.classes[c], status.counts.classes[c], m_resolved.bounds[c]});
    }
    if (m_clusters) {
        status.clusters = cluster_progress(*m_clusters, status.counts.clusters, m_settings.cluster_bound);
    }
    status.made_now = m_made_now;
    std::optional<std::int64_t> most;
    if (m_end != kNoLimit) {
        most = std::max<std::int64_t>(0, (m_end - m_next + m_settings.shard.count - 1) / m_settings.shard.count);
    }
    status.items_left =
        m_merged.reached ? 0 : estimate_items_left(status.counts, m_resolved.bounds, most, m_settings.cluster_bound);
    const double seconds = m_clock.seconds();
    if (m_made_now > 0 && seconds > 0) {
        status.images_per_minute = static_cast<double>(m_made_now) / seconds * kSecondsOfMinute;
        if (status.items_left) {
            status.seconds_left = static_cast<double>(*status.items_left) / status.images_per_minute * kSecondsOfMinute;
        }
    }
    status.bytes_per_image = m_measured_bytes > 0 ? m_measured_bytes : m_guessed_bytes;
    if (status.items_left) {
        status.bytes_left = static_cast<std::uintmax_t>(*status.items_left) * status.bytes_per_image;
    }
    status.bytes_free = m_hooks.disk.free(m_folder.root);
    return status;
}

void ScaleUpRun::report() {
    const std::lock_guard lock(m_status_mutex);
    const bool disk_full = m_status.paused && !m_status.pause_reason.empty();
    const std::string reason = m_status.pause_reason;
    m_status = make_status();
    if (disk_full) {  // the writer waits; it says so itself when that ends
        m_status.paused = true;
        m_status.pause_reason = reason;
    }
    if (m_hooks.on_status) {
        m_hooks.on_status(m_status);
    }
}

void ScaleUpRun::log_end(const char* why) {
    const auto& counts = m_ledger->counts();
    m_log_events.write("end", {{"why", why},
                               {"made", counts.made},
                               {"images", counts.images},
                               {"boxes", counts.boxes},
                               {"images_per_minute", make_status().images_per_minute}});
}

ScaleUpResult ScaleUpRun::run() {
    const FolderLock lock(m_folder.root);
    claim_folder(m_folder, m_resolved.manifest);
    m_items.emplace(m_folder.items());
    begin_ledger();
    set_range();
    load_items();
    m_prompts.load(m_folder.prompts(), m_next);
    m_log_events.write(
        "start", {{"items_made", m_ledger->counts().made},
                  {"seed", m_settings.seed},
                  {"shard", std::to_string(m_settings.shard.index) + "/" + std::to_string(m_settings.shard.count)}});
    report();
    ScaleUpResult result;
    try {
        repair_pictures();
        result.end = work();
        renew_index(true);
    } catch (const CancelledError&) {
        log_end("cancelled");
        throw;
    } catch (const std::exception& error) {
        log_end(error.what());
        throw;
    }
    constexpr const char* kWords[] = {"lower bounds reached", "max images", "max hours", "round"};
    log_end(kWords[static_cast<std::size_t>(result.end)]);
    report();
    result.status = m_status;
    result.problems = m_problems;
    return result;
}

}  // namespace

ScaleUpResult scale_up(const ScaleUpRequest& request, const ScaleUpModel& model, const ScaleUpHooks& hooks,
                       std::stop_token stop) {
    check(request.settings);
    return ScaleUpRun(request, model, hooks, std::move(stop)).run();
}

}  // namespace destudio::scaleup

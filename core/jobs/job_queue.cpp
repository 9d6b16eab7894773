// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/job_queue.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <new>
#include <optional>
#include <thread>

#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/jobs/error_sentence.h"
#include "core/jobs/rate_meter.h"

namespace destudio {

namespace {

using Clock = std::chrono::steady_clock;

struct Entry {
    JobStatus status;
    JobWork work;
    std::int64_t units = 0;
    bool can_run_smaller = false;
    std::stop_source stop;
    std::stop_source stop_after_unit;
    std::uint64_t run = 0;  ///< counts runs, so that reports of an earlier one are recognised
    Clock::time_point last_report;
    RateMeter rate;

    bool running() const { return status.state == JobState::kRunning; }
    bool can_be_retried() const { return status.state == JobState::kFailed || status.state == JobState::kCancelled; }
    void reset() {
        stop = std::stop_source();
        stop_after_unit = std::stop_source();
        rate = {};
        status.state = JobState::kQueued;
        status.stop = JobStop::kNone;
        status.held = false;
        status.smaller = false;
        status.progress = {{}, 0, units};
        status.units_per_second = 0;
        status.error.clear();
    }
};

struct Pausing {
    bool paused = false;
    std::string reason;
};

/// A job's status, a change of the pause, or else a change of the order.
struct Event {
    std::optional<JobStatus> job;
    std::optional<Pausing> pausing;
};

bool finished(JobState state) {
    return state == JobState::kDone || state == JobState::kFailed || state == JobState::kCancelled;
}

}  // namespace

class JobQueue::Impl : public std::enable_shared_from_this<JobQueue::Impl> {
public:
    Impl(JobListener listener, JobQueueOptions options) : m_listener(std::move(listener)), m_options(options) {}

    JobId add(Job job) {
        JobId id = 0;
        {
            const std::lock_guard lock(m_mutex);
            if (m_closed) {
                return 0;
            }
            id = m_next_id++;
            Entry entry;
            entry.status.id = id;
            entry.status.title = std::move(job.title);
            entry.status.device = job.device;
            entry.status.kind = job.kind;
            entry.status.stops_after_unit = job.stops_after_unit;
            entry.work = std::move(job.work);
            entry.units = job.units;
            entry.can_run_smaller = job.can_run_smaller;
            entry.reset();
            m_order.push_back(id);
            post(entry.status);
            m_entries.emplace(id, std::move(entry));
            start_worker(job.device);
        }
        m_wake.notify_all();
        deliver();
        return id;
    }

    void cancel(JobId id) {
        {
            const std::lock_guard lock(m_mutex);
            cancel_locked(id);
        }
        m_wake.notify_all();
        deliver();
    }

    void cancel_all() {
        {
            const std::lock_guard lock(m_mutex);
            for (const JobId id : m_order) {
                cancel_locked(id);
            }
        }
        m_wake.notify_all();
        deliver();
    }

    bool cancel_after_unit(JobId id) {
        {
            const std::lock_guard lock(m_mutex);
            const auto found = m_entries.find(id);
            if (found != m_entries.end() && found->second.running()) {
                Entry& entry = found->second;
                if (!entry.status.stops_after_unit) {
                    return false;
                }
                entry.stop_after_unit.request_stop();
                if (entry.status.stop == JobStop::kNone) {
                    entry.status.stop = JobStop::kAfterUnit;
                    post(entry.status);
                }
            } else {
                cancel_locked(id);
            }
        }
        m_wake.notify_all();
        deliver();
        return true;
    }

    bool retry(JobId id) {
        {
            const std::lock_guard lock(m_mutex);
            const auto found = m_entries.find(id);
            if (found == m_entries.end() || !found->second.can_be_retried()) {
                return false;
            }
            found->second.reset();
            m_order.erase(std::find(m_order.begin(), m_order.end(), id));
            m_order.push_back(id);
            post(found->second.status);
            post_order();
        }
        m_wake.notify_all();
        deliver();
        return true;
    }

    bool move(JobId id, JobId before) {
        {
            const std::lock_guard lock(m_mutex);
            if (id == before || !queued(id) || (before != 0 && !queued(before))) {
                return false;
            }
            m_order.erase(std::find(m_order.begin(), m_order.end(), id));
            m_order.insert(before == 0 ? m_order.end() : std::find(m_order.begin(), m_order.end(), before), id);
            post_order();
        }
        deliver();
        return true;
    }

    bool move_to_front(JobId id) {
        JobId first = 0;
        {
            const std::lock_guard lock(m_mutex);
            if (!queued(id)) {
                return false;
            }
            first = *std::find_if(m_order.begin(), m_order.end(), [this](JobId other) { return queued(other); });
        }
        return first == id || move(id, first);
    }

    bool remove(JobId id) {
        {
            const std::lock_guard lock(m_mutex);
            const auto found = m_entries.find(id);
            if (found == m_entries.end() || !finished(found->second.status.state)) {
                return false;
            }
            m_entries.erase(found);
            m_order.erase(std::find(m_order.begin(), m_order.end(), id));
            post_order();
        }
        deliver();
        return true;
    }

    void clear_finished() {
        {
            const std::lock_guard lock(m_mutex);
            std::erase_if(m_order, [this](JobId id) {
                const bool gone = finished(m_entries.at(id).status.state);
                if (gone) {
                    m_entries.erase(id);
                }
                return gone;
            });
            post_order();
        }
        deliver();
    }

    void set_paused(bool paused) {
        {
            const std::lock_guard lock(m_mutex);
            if (m_paused == paused) {
                return;
            }
            m_paused = paused;
            m_resource_errors = 0;
            m_events.push_back({std::nullopt, Pausing{paused, {}}});
        }
        m_wake.notify_all();
        deliver();
    }

    bool paused() const {
        const std::lock_guard lock(m_mutex);
        return m_paused;
    }

    std::vector<JobStatus> jobs() const {
        const std::lock_guard lock(m_mutex);
        std::vector<JobStatus> list;
        list.reserve(m_order.size());
        for (const JobId id : m_order) {
            list.push_back(m_entries.at(id).status);
        }
        return list;
    }

    std::size_t unfinished() const {
        const std::lock_guard lock(m_mutex);
        return count(JobState::kQueued) + count(JobState::kRunning);
    }

    void wait_until_idle() {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [this] { return working() == 0 && (m_paused || count(JobState::kQueued) == 0); });
    }

    void close() {
        {
            const std::lock_guard lock(m_mutex);
            m_closed = true;
            m_events.clear();
            for (auto& [id, entry] : m_entries) {
                entry.stop.request_stop();
            }
            for (auto& [device, worker] : m_workers) {
                worker.request_stop();
            }
        }
        m_wake.notify_all();
        m_workers.clear();  // joins
        const std::lock_guard lock(m_mutex);
        for (auto& [id, entry] : m_entries) {
            entry.status.state = entry.status.state == JobState::kQueued ? JobState::kCancelled : entry.status.state;
        }
    }

private:
    std::size_t count(JobState state) const {
        return static_cast<std::size_t>(std::count_if(
            m_entries.begin(), m_entries.end(), [state](const auto& e) { return e.second.status.state == state; }));
    }

    /// Running jobs that do not wait for the queue to be resumed.
    std::size_t working() const {
        return static_cast<std::size_t>(std::count_if(m_entries.begin(), m_entries.end(), [](const auto& e) {
            return e.second.running() && !e.second.status.held;
        }));
    }

    bool queued(JobId id) const {
        const auto found = m_entries.find(id);
        return found != m_entries.end() && found->second.status.state == JobState::kQueued;
    }

    void post(const JobStatus& status) {
        if (!m_closed) {
            m_events.push_back({status, std::nullopt});
        }
    }

    void post_order() {
        if (!m_closed) {
            m_events.push_back({});
        }
    }

    void cancel_locked(JobId id) {
        const auto found = m_entries.find(id);
        if (found == m_entries.end()) {
            return;
        }
        Entry& entry = found->second;
        if (entry.status.state == JobState::kQueued) {
            entry.status.state = JobState::kCancelled;
            post(entry.status);
        } else if (entry.running()) {
            entry.stop.request_stop();
            entry.status.stop = JobStop::kNow;
            post(entry.status);
        }
    }

    void start_worker(const std::string& device) {
        if (!m_workers.contains(device) && !m_closed) {
            m_workers.emplace(device, [this, device](const std::stop_token& stop) { run_worker(device, stop); });
        }
    }

    Entry* next_job(const std::string& device) {
        if (m_paused || m_closed) {
            return nullptr;
        }
        for (const JobId id : m_order) {
            Entry& entry = m_entries.at(id);
            if (entry.status.state == JobState::kQueued && entry.status.device == device) {
                return &entry;
            }
        }
        return nullptr;
    }

    void run_worker(const std::string& device, const std::stop_token& stop) {
        std::unique_lock lock(m_mutex);
        while (!stop.stop_requested()) {
            Entry* const entry = next_job(device);
            if (entry == nullptr) {
                m_wake.wait(lock, [&] { return stop.stop_requested() || next_job(device) != nullptr; });
                continue;
            }
            const JobId id = entry->status.id;
            entry->status.state = JobState::kRunning;
            JobOutcome outcome = run(lock, *entry);
            if (outcome.out_of_memory && entry->can_run_smaller && !entry->stop.stop_requested()) {
                entry->status.smaller = true;
                entry->rate = {};
                entry->status.units_per_second = 0;
                outcome = run(lock, *entry);
            }
            finish(id, outcome);
            lock.unlock();
            m_wake.notify_all();
            deliver();
            lock.lock();
        }
    }

    /// Runs a job's work without the lock. A running job cannot be forgotten, so the entry stays.
    JobOutcome run(std::unique_lock<std::mutex>& lock, Entry& entry) {
        const std::uint64_t run = ++entry.run;
        const auto work = entry.work;
        const JobContext context = make_context(entry, run);
        spdlog::debug("Job \"{}\" runs{}.", entry.status.title, context.smaller ? " again, with less memory" : "");
        post(entry.status);
        lock.unlock();
        deliver();
        const JobOutcome outcome = run_guarded([&] { work(context); });
        lock.lock();
        return outcome;
    }

    JobContext make_context(const Entry& entry, std::uint64_t run) {
        JobContext context;
        context.stop = {entry.stop.get_token(), entry.stop_after_unit.get_token()};
        context.smaller = entry.status.smaller;
        const JobId id = entry.status.id;
        context.progress = [weak = weak_from_this(), id, run](const Progress& progress) {
            if (const auto self = weak.lock()) {
                self->report(id, run, progress);
            }
        };
        context.pause_point = [weak = weak_from_this(), id, run, stop = context.stop] {
            if (const auto self = weak.lock()) {
                self->wait_while_paused(id, run, stop);
            }
            throw_if_stopped(stop.now);
        };
        return context;
    }

    /// The entry of a job that is in its run number `run`, else nothing. With the lock held.
    Entry* in_run(JobId id, std::uint64_t run) {
        const auto found = m_entries.find(id);
        return found != m_entries.end() && found->second.run == run && found->second.running() ? &found->second
                                                                                               : nullptr;
    }

    void report(JobId id, std::uint64_t run, const Progress& progress) {
        {
            const std::lock_guard lock(m_mutex);
            Entry* const entry = in_run(id, run);
            if (entry == nullptr) {
                return;
            }
            const auto now = Clock::now();
            entry->status.progress = progress;
            if (progress.total > 0) {
                entry->rate.report(progress.done, now);
                entry->status.units_per_second = entry->rate.per_second();
            } else {
                entry->status.progress.total = entry->units;  // loading: what is known of the whole stays
            }
            if (now - entry->last_report < m_options.progress_interval) {
                return;
            }
            entry->last_report = now;
            post(entry->status);
        }
        deliver();
    }

    void wait_while_paused(JobId id, std::uint64_t run, const StopTokens& stop) {
        std::unique_lock lock(m_mutex);
        // One that is to end after this image goes on to its end.
        const auto may_go = [&] { return !m_paused || stop.now.stop_requested() || stop.after_unit.stop_requested(); };
        if (may_go() || in_run(id, run) == nullptr) {
            return;
        }
        set_held(id, run, true);
        lock.unlock();
        m_wake.notify_all();
        deliver();
        lock.lock();
        m_wake.wait(lock, may_go);
        set_held(id, run, false);
        lock.unlock();
        deliver();
    }

    void set_held(JobId id, std::uint64_t run, bool held) {
        if (Entry* const entry = in_run(id, run)) {
            entry->status.held = held;
            held ? entry->rate.hold(Clock::now()) : entry->rate.release(Clock::now());
            post(entry->status);
        }
    }

    void finish(JobId id, const JobOutcome& outcome) {
        // A running job cannot be forgotten, so it is still there.
        Entry& entry = m_entries.at(id);
        spdlog::debug("Job \"{}\" {}", entry.status.title,
                      outcome.state == JobState::kDone        ? "is done."
                      : outcome.state == JobState::kCancelled ? "was cancelled."
                                                              : "failed: " + outcome.error);
        entry.status.state = outcome.state;
        entry.status.stop = JobStop::kNone;
        entry.status.error = outcome.error;
        if (outcome.state == JobState::kDone) {
            entry.work = nullptr;  // frees the snapshot; only failed and cancelled jobs can run again
        }
        post(entry.status);
        if (outcome.out_of_memory) {
            ++m_resource_errors;
        } else if (outcome.state == JobState::kDone) {
            m_resource_errors = 0;
        }
        if (m_resource_errors >= m_options.pause_after_resource_errors && !m_paused && !m_closed) {
            m_paused = true;
            m_resource_errors = 0;
            m_events.push_back(
                {std::nullopt, Pausing{true, "The queue is paused because memory ran out " +
                                                 std::to_string(m_options.pause_after_resource_errors) +
                                                 " times in a row. Free memory or make smaller images, then go on."}});
        }
    }

    /// Hands events to the listener, in order and without a lock held. One thread at a time: another that comes
    /// meanwhile leaves its events to that one.
    void deliver() {
        std::unique_lock lock(m_mutex);
        if (m_delivering) {
            return;
        }
        m_delivering = true;
        while (!m_events.empty()) {
            const Event event = std::move(m_events.front());
            m_events.pop_front();
            lock.unlock();
            // Whatever the listener does, the rest of the queue's reports still have to go out.
            if (const JobOutcome outcome = run_guarded([&] { tell(event); }); outcome.state != JobState::kDone) {
                spdlog::error("A listener of the queue threw, which it must not: {}", outcome.error);
            }
            lock.lock();
        }
        m_delivering = false;
    }

    void tell(const Event& event) const {
        if (event.job) {
            if (m_listener.on_job) {
                m_listener.on_job(*event.job);
            }
        } else if (event.pausing) {
            if (m_listener.on_paused) {
                m_listener.on_paused(event.pausing->paused, event.pausing->reason);
            }
        } else if (m_listener.on_order) {
            m_listener.on_order();
        }
    }

    const JobListener m_listener;
    const JobQueueOptions m_options;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::map<JobId, Entry> m_entries;
    std::vector<JobId> m_order;
    std::deque<Event> m_events;
    JobId m_next_id = 1;
    int m_resource_errors = 0;
    bool m_paused = false;
    bool m_closed = false;
    bool m_delivering = false;
    std::map<std::string, std::jthread> m_workers;
};

JobQueue::JobQueue(JobListener listener, JobQueueOptions options)
    : m_impl(std::make_shared<Impl>(std::move(listener), options)) {}
JobQueue::~JobQueue() {
    m_impl->close();
}

JobId JobQueue::add(Job job) {
    return m_impl->add(std::move(job));
}
void JobQueue::cancel(JobId id) {
    m_impl->cancel(id);
}
void JobQueue::cancel_all() {
    m_impl->cancel_all();
}
bool JobQueue::cancel_after_unit(JobId id) {
    return m_impl->cancel_after_unit(id);
}
bool JobQueue::retry(JobId id) {
    return m_impl->retry(id);
}
bool JobQueue::move(JobId id, JobId before) {
    return m_impl->move(id, before);
}
bool JobQueue::move_to_front(JobId id) {
    return m_impl->move_to_front(id);
}
bool JobQueue::remove(JobId id) {
    return m_impl->remove(id);
}
void JobQueue::clear_finished() {
    m_impl->clear_finished();
}
void JobQueue::pause() {
    m_impl->set_paused(true);
}
void JobQueue::resume() {
    m_impl->set_paused(false);
}
bool JobQueue::paused() const {
    return m_impl->paused();
}
std::vector<JobStatus> JobQueue::jobs() const {
    return m_impl->jobs();
}
std::size_t JobQueue::unfinished() const {
    return m_impl->unfinished();
}
void JobQueue::wait_until_idle() {
    m_impl->wait_until_idle();
}
void JobQueue::close() {
    m_impl->close();
}

}  // namespace destudio

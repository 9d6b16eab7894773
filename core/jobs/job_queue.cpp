// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/job_queue.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <new>
#include <optional>
#include <thread>

#include "core/base/error.h"
#include "core/jobs/error_sentence.h"

namespace destudio {

namespace {

using Clock = std::chrono::steady_clock;

struct Entry {
    JobStatus status;
    std::function<void(std::stop_token, const ProgressSink&)> work;
    std::stop_source stop;
    std::uint64_t run = 0;  ///< counts runs, so that reports of an earlier one are recognised
    Clock::time_point last_report;
};

struct Pausing {
    bool paused = false;
    std::string reason;
};

/// Either a job's status or a change of the pause.
struct Event {
    std::optional<JobStatus> job;
    Pausing pausing;
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
            id = m_next_id++;
            Entry entry;
            entry.status = {id, std::move(job.title), job.device, JobState::kQueued, {}, {}};
            entry.work = std::move(job.work);
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

    bool retry(JobId id) {
        {
            const std::lock_guard lock(m_mutex);
            const auto found = m_entries.find(id);
            if (found == m_entries.end() || (found->second.status.state != JobState::kFailed &&
                                             found->second.status.state != JobState::kCancelled)) {
                return false;
            }
            Entry& entry = found->second;
            entry.stop = std::stop_source();
            entry.status.state = JobState::kQueued;
            entry.status.progress = {};
            entry.status.error.clear();
            m_order.erase(std::find(m_order.begin(), m_order.end(), id));
            m_order.push_back(id);
            post(entry.status);
        }
        m_wake.notify_all();
        deliver();
        return true;
    }

    void clear_finished() {
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_order, [this](JobId id) {
            const bool gone = finished(m_entries.at(id).status.state);
            if (gone) {
                m_entries.erase(id);
            }
            return gone;
        });
    }

    void set_paused(bool paused) {
        {
            const std::lock_guard lock(m_mutex);
            if (m_paused == paused) {
                return;
            }
            m_paused = paused;
            m_resource_errors = 0;
            m_events.push_back({std::nullopt, {paused, {}}});
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
        m_wake.wait(lock,
                    [this] { return count(JobState::kRunning) == 0 && (m_paused || count(JobState::kQueued) == 0); });
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
    }

private:
    std::size_t count(JobState state) const {
        return static_cast<std::size_t>(std::count_if(
            m_entries.begin(), m_entries.end(), [state](const auto& e) { return e.second.status.state == state; }));
    }

    void post(const JobStatus& status) {
        if (!m_closed) {
            m_events.push_back({status, {}});
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
        } else if (entry.status.state == JobState::kRunning) {
            entry.stop.request_stop();
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
            const std::uint64_t run = ++entry->run;
            const auto work = entry->work;
            const auto token = entry->stop.get_token();
            post(entry->status);
            lock.unlock();
            deliver();
            const JobOutcome outcome = run_guarded([&] { work(token, progress_sink(id, run)); });
            lock.lock();
            finish(id, outcome);
            lock.unlock();
            m_wake.notify_all();
            deliver();
            lock.lock();
        }
    }

    ProgressSink progress_sink(JobId id, std::uint64_t run) {
        return [weak = weak_from_this(), id, run](const Progress& progress) {
            const auto self = weak.lock();
            if (!self) {
                return;
            }
            {
                const std::lock_guard lock(self->m_mutex);
                const auto found = self->m_entries.find(id);
                if (found == self->m_entries.end() || found->second.run != run ||
                    found->second.status.state != JobState::kRunning) {
                    return;
                }
                Entry& entry = found->second;
                entry.status.progress = progress;
                const auto now = Clock::now();
                if (now - entry.last_report < self->m_options.progress_interval) {
                    return;
                }
                entry.last_report = now;
                self->post(entry.status);
            }
            self->deliver();
        };
    }

    void finish(JobId id, const JobOutcome& outcome) {
        // A running job cannot be forgotten, so it is still there.
        Entry& entry = m_entries.at(id);
        entry.status.state = outcome.state;
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
            m_events.push_back({std::nullopt,
                                {true, "The queue is paused because memory ran out " +
                                           std::to_string(m_options.pause_after_resource_errors) +
                                           " times in a row. Free memory or make smaller batches, then go on."}});
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
            if (event.job) {
                if (m_listener.on_job) {
                    m_listener.on_job(*event.job);
                }
            } else if (m_listener.on_paused) {
                m_listener.on_paused(event.pausing.paused, event.pausing.reason);
            }
            lock.lock();
        }
        m_delivering = false;
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
bool JobQueue::retry(JobId id) {
    return m_impl->retry(id);
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

}  // namespace destudio

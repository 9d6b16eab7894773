// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/job_queue.h"

#include <QtTest/QtTest>
#include <atomic>
#include <latch>
#include <mutex>
#include <new>
#include <thread>

#include "core/base/cancellation.h"
#include "core/jobs/rate_meter.h"
#include "core/jobs/time_left.h"
#include "tests/support/test_main.h"

namespace destudio::job_queue_test {

using namespace std::chrono_literals;

namespace {

/// Collects what the queue reports.
struct Log {
    std::mutex mutex;
    std::vector<JobStatus> jobs;
    std::vector<std::pair<bool, std::string>> pauses;
    int orders = 0;

    JobListener listener() {
        return {[this](const JobStatus& status) {
                    const std::lock_guard lock(mutex);
                    jobs.push_back(status);
                },
                [this](bool paused, const std::string& reason) {
                    const std::lock_guard lock(mutex);
                    pauses.emplace_back(paused, reason);
                },
                [this] {
                    const std::lock_guard lock(mutex);
                    ++orders;
                }};
    }

    std::vector<std::pair<bool, std::string>> pause_reports() {
        const std::lock_guard lock(mutex);
        return pauses;
    }

    std::size_t job_reports() {
        const std::lock_guard lock(mutex);
        return jobs.size();
    }

    std::vector<JobState> states(JobId id) {
        const std::lock_guard lock(mutex);
        std::vector<JobState> result;
        for (const auto& job : jobs) {
            if (job.id == id && (result.empty() || result.back() != job.state)) {
                result.push_back(job.state);
            }
        }
        return result;
    }
};

Job make_job(std::function<void(const JobContext&)> work, std::string device = "cpu") {
    Job job;
    job.title = "job";
    job.device = std::move(device);
    job.work = std::move(work);
    return job;
}

Job quick(std::function<void()> work, std::string device = "cpu") {
    return make_job([work = std::move(work)](const JobContext&) { work(); }, std::move(device));
}

/// Runs until stopped, polling every millisecond as a U-Net step would.
Job endless(std::latch* started = nullptr) {
    return make_job([started](const JobContext& context) {
        if (started != nullptr) {
            started->count_down();
        }
        while (true) {
            throw_if_stopped(context.stop.now);
            std::this_thread::sleep_for(1ms);
        }
    });
}

}  // namespace

class JobQueueTest : public QObject {
    Q_OBJECT

private slots:
    void runs_in_order_on_one_device() {
        std::vector<int> order;
        JobQueue queue;
        for (int i = 0; i < 20; ++i) {
            queue.add(quick([&order, i] { order.push_back(i); }));
        }
        queue.wait_until_idle();
        QCOMPARE(order.size(), std::size_t{20});
        QVERIFY(std::is_sorted(order.begin(), order.end()));
        QCOMPARE(queue.unfinished(), std::size_t{0});
    }

    void devices_run_side_by_side() {
        // Each waits for the other: only two threads can finish this.
        std::latch both(2);
        JobQueue queue;
        queue.add(quick([&] { both.arrive_and_wait(); }, "cpu"));
        queue.add(quick([&] { both.arrive_and_wait(); }, "cuda:0"));
        queue.wait_until_idle();
        QVERIFY(queue.jobs().at(1).state == JobState::kDone);
    }

    void reports_states_in_order() {
        Log log;
        JobQueue queue(log.listener());
        const JobId id = queue.add(quick([] {}));
        queue.wait_until_idle();
        QTRY_COMPARE(log.states(id).size(), std::size_t{3});
        QVERIFY(log.states(id) == (std::vector{JobState::kQueued, JobState::kRunning, JobState::kDone}));
    }

    void cancels_a_running_job_quickly() {
        std::latch started(1);
        JobQueue queue;
        const JobId id = queue.add(endless(&started));
        started.wait();
        QElapsedTimer timer;
        timer.start();
        queue.cancel(id);
        queue.wait_until_idle();
        QVERIFY2(timer.elapsed() < 200, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(queue.jobs().at(0).state == JobState::kCancelled);
        QVERIFY(queue.jobs().at(0).error.empty());
    }

    void cancels_a_queued_job_at_once() {
        std::latch started(1);
        std::atomic<bool> ran = false;
        JobQueue queue;
        const JobId first = queue.add(endless(&started));
        const JobId second = queue.add(quick([&] { ran = true; }));
        started.wait();
        queue.cancel(second);
        QVERIFY(queue.jobs().at(1).state == JobState::kCancelled);
        queue.cancel(first);
        queue.wait_until_idle();
        QVERIFY(!ran);
    }

    void turns_exceptions_into_one_sentence() {
        JobQueue queue;
        queue.add(quick([] { throw FormatError("The file a.png is truncated."); }));
        queue.add(quick([] { throw std::runtime_error("first line\nException raised from frame 1\nframe 2"); }));
        queue.add(quick([] { throw 7; }));  // NOLINT: exactly what must not end the program
        queue.wait_until_idle();
        const auto jobs = queue.jobs();
        QCOMPARE(jobs[0].error, std::string("The file a.png is truncated."));
        QCOMPARE(jobs[1].error, std::string("Something unexpected went wrong: first line"));
        QCOMPARE(jobs[2].error, std::string("Something unexpected went wrong."));
        for (const auto& job : jobs) {
            QVERIFY(job.state == JobState::kFailed);
        }
    }

    void pauses_between_jobs() {
        Log log;
        JobQueue queue(log.listener());
        queue.pause();
        std::atomic<bool> ran = false;
        queue.add(quick([&] { ran = true; }));
        std::this_thread::sleep_for(30ms);
        QVERIFY(!ran);
        QVERIFY(queue.paused());
        queue.resume();
        queue.wait_until_idle();
        QVERIFY(ran);
        QCOMPARE(log.pause_reports().size(), std::size_t{2});
    }

    void retries_failed_jobs_at_the_end() {
        std::atomic<int> runs = 0;
        JobQueue queue;
        const JobId id = queue.add(quick([&] {
            if (++runs == 1) {
                throw IoError("The disk is full.");
            }
        }));
        queue.wait_until_idle();
        QVERIFY(queue.retry(id));
        queue.wait_until_idle();
        QCOMPARE(runs.load(), 2);
        QVERIFY(queue.jobs().at(0).state == JobState::kDone);
        QVERIFY(queue.jobs().at(0).error.empty());
        QVERIFY(!queue.retry(id));
    }

    void retries_cancelled_jobs_with_a_fresh_token() {
        std::latch started(1);
        std::atomic<int> runs = 0;
        JobQueue queue;
        const JobId id = queue.add(make_job([&](const JobContext& context) {
            if (++runs == 1) {
                started.count_down();
                while (!context.stop.now.stop_requested()) {
                    std::this_thread::sleep_for(1ms);
                }
            }
            throw_if_stopped(context.stop.now);
        }));
        started.wait();
        queue.cancel(id);
        queue.wait_until_idle();
        QVERIFY(queue.retry(id));
        queue.wait_until_idle();
        QVERIFY(queue.jobs().at(0).state == JobState::kDone);
    }

    void pauses_after_running_out_of_memory_twice() {
        Log log;
        JobQueue queue(log.listener());
        queue.pause();
        queue.add(quick([] { throw ResourceError("Memory ran out."); }));
        queue.add(quick([] { throw std::bad_alloc(); }));
        std::atomic<bool> third = false;
        queue.add(quick([&] { third = true; }));
        queue.resume();
        queue.wait_until_idle();
        QVERIFY(queue.paused());
        QVERIFY(!third);
        QTRY_VERIFY(!log.pause_reports().empty() && log.pause_reports().back().first);
        QVERIFY(!log.pause_reports().back().second.empty());
        queue.resume();
        queue.wait_until_idle();
        QVERIFY(third);
    }

    void moves_waiting_jobs() {
        Log log;
        std::vector<int> order;
        JobQueue queue(log.listener());
        queue.pause();
        std::vector<JobId> ids;
        for (int i = 0; i < 5; ++i) {
            ids.push_back(queue.add(quick([&order, i] { order.push_back(i); })));
        }
        QVERIFY(queue.move(ids[4], ids[1]));
        QVERIFY(queue.move(ids[0], 0));
        QVERIFY(queue.move_to_front(ids[3]));
        QVERIFY(queue.move_to_front(ids[3]));
        QVERIFY(!queue.move(ids[2], ids[2]));
        QVERIFY(!queue.move(4711, ids[2]));
        QVERIFY(!queue.move(ids[2], 4711));
        queue.resume();
        queue.wait_until_idle();
        QVERIFY(order == (std::vector{3, 4, 1, 2, 0}));
        QVERIFY(!queue.move(ids[1], 0));
        QCOMPARE(queue.jobs().front().id, ids[3]);
        QVERIFY(!queue.remove(4711));
        QVERIFY(queue.remove(ids[3]));
        QVERIFY(!queue.remove(ids[3]));
        QCOMPARE(queue.jobs().size(), std::size_t{4});
        const std::lock_guard lock(log.mutex);
        QCOMPARE(log.orders, 4);  // three moves and a removal; what changes nothing is not told
    }

    void a_paused_job_waits_at_its_next_step() {
        std::atomic<int> steps = 0;
        Log log;
        JobQueue queue(log.listener(), {0ms, 2});
        const JobId id = queue.add(make_job([&](const JobContext& context) {
            for (int i = 1; i <= 1'000'000; ++i) {
                context.pause_point();
                steps = i;
                context.progress({"denoise", i, 1'000'000});
                std::this_thread::sleep_for(1ms);
            }
        }));
        QTRY_VERIFY(steps > 3);
        queue.pause();
        queue.wait_until_idle();
        QVERIFY(queue.jobs().at(0).held);
        QVERIFY(queue.jobs().at(0).state == JobState::kRunning);
        const int held_at = steps;
        std::this_thread::sleep_for(30ms);
        QCOMPARE(steps.load(), held_at);
        queue.resume();
        QTRY_VERIFY(steps > held_at);
        QVERIFY(!queue.jobs().at(0).held);
        queue.pause();
        queue.wait_until_idle();
        queue.cancel(id);  // a waiting one ends, too
        QTRY_VERIFY(queue.jobs().at(0).state == JobState::kCancelled);
    }

    void cancels_after_the_unit_in_progress() {
        std::atomic<int> images = 0;
        std::atomic<int> steps = 0;
        std::atomic<bool> go = false;
        JobQueue queue;
        Job job = make_job([&](const JobContext& context) {
            for (int image = 0; image < 3; ++image) {
                for (int step = 0; step < 4; ++step) {
                    while (steps == 6 && !go) {
                        throw_if_stopped(context.stop.now);
                        std::this_thread::sleep_for(1ms);
                    }
                    ++steps;
                }
                ++images;
                throw_if_stopped(context.stop.after_unit);
            }
        });
        job.stops_after_unit = true;
        const JobId id = queue.add(job);
        const JobId next = queue.add(endless());
        const JobId last = queue.add(quick([] {}));
        QTRY_COMPARE(steps.load(), 6);
        QVERIFY(queue.cancel_after_unit(id));
        QVERIFY(queue.cancel_after_unit(last));
        QVERIFY(queue.jobs().at(0).stop == JobStop::kAfterUnit);
        QVERIFY(queue.jobs().at(2).state == JobState::kCancelled);
        go = true;
        QTRY_VERIFY(queue.jobs().at(0).state == JobState::kCancelled);
        QCOMPARE(images.load(), 2);
        QCOMPARE(steps.load(), 8);
        QTRY_VERIFY(queue.jobs().at(1).state == JobState::kRunning);
        QVERIFY(!queue.cancel_after_unit(next));  // has no place to stop at
        queue.cancel(next);
        queue.wait_until_idle();
    }

    void runs_once_more_with_less_memory() {
        std::vector<bool> runs;
        JobQueue queue;
        Job job = make_job([&](const JobContext& context) {
            runs.push_back(context.smaller);
            if (!context.smaller) {
                throw std::bad_alloc();
            }
        });
        job.can_run_smaller = true;
        queue.add(job);
        queue.wait_until_idle();
        QVERIFY(runs == (std::vector{false, true}));
        QVERIFY(queue.jobs().at(0).state == JobState::kDone);
        QVERIFY(queue.jobs().at(0).smaller);
        QVERIFY(!queue.paused());
        job.work = [&](const JobContext&) {
            runs.push_back(true);
            throw ResourceError("Memory ran out.");
        };
        queue.add(job);
        queue.add(job);
        queue.wait_until_idle();
        QCOMPARE(runs.size(), std::size_t{6});
        QVERIFY(queue.jobs().at(2).state == JobState::kFailed);
        QVERIFY(queue.paused());
    }

    void takes_nothing_after_it_was_closed() {
        JobQueue queue;
        std::latch started(1);
        queue.add(endless(&started));
        queue.add(quick([] {}));
        started.wait();
        queue.close();
        QCOMPARE(queue.unfinished(), std::size_t{0});
        QCOMPARE(queue.add(quick([] {})), JobId{0});
        queue.close();
    }

    void estimates_the_time_left() {
        RateMeter meter;
        const RateMeter::Time start{};
        QCOMPARE(meter.per_second(), 0.0);
        meter.report(500, start);  // continued from an earlier run
        QCOMPARE(meter.per_second(), 0.0);
        meter.report(510, start + 5s);
        QCOMPARE(meter.per_second(), 2.0);
        meter.hold(start + 5s);
        meter.release(start + 65s);
        meter.report(520, start + 70s);
        QCOMPARE(meter.per_second(), 2.0);

        JobStatus running;
        running.state = JobState::kRunning;
        running.kind = JobKind::kGenerate;
        running.progress = {"denoise", 10, 30};
        QVERIFY(!seconds_left(running));
        running.units_per_second = 2;
        QCOMPARE(*seconds_left(running), 10.0);
        JobStatus waiting = running;
        waiting.state = JobState::kQueued;
        waiting.units_per_second = 0;
        waiting.progress = {"", 0, 40};
        QCOMPARE(*seconds_left(std::vector{running, waiting}), 30.0);
        JobStatus elsewhere = running;
        elsewhere.device = "cuda:0";
        elsewhere.progress = {"denoise", 0, 100};
        QCOMPARE(*seconds_left(std::vector{running, waiting, elsewhere}), 50.0);
        waiting.kind = JobKind::kTrain;  // nobody knows how fast that goes
        QVERIFY(!seconds_left(std::vector{running, waiting}));
        QVERIFY(!seconds_left(std::vector<JobStatus>{}));
    }

    void throttles_progress() {
        Log log;
        JobQueue queue(log.listener(), {50ms, 2});
        queue.add(make_job([](const JobContext& context) {
            for (int i = 1; i <= 200; ++i) {
                context.progress({"denoise", i, 200});
                std::this_thread::sleep_for(1ms);
            }
        }));
        queue.wait_until_idle();
        // At least 200 ms at 50 ms each, with ample room for a slow machine; never one per report.
        const std::lock_guard lock(log.mutex);
        QVERIFY2(log.jobs.size() >= 4 && log.jobs.size() < 60, qPrintable(QString::number(log.jobs.size())));
        QCOMPARE(queue.jobs().at(0).progress.done, std::int64_t{200});
    }

    void ignores_late_progress() {
        Log log;
        ProgressSink kept;
        auto queue = std::make_unique<JobQueue>(log.listener(), JobQueueOptions{0ms, 2});
        queue->add(make_job([&](const JobContext& context) { kept = context.progress; }));
        queue->wait_until_idle();
        queue->clear_finished();
        QTRY_COMPARE(log.states(1).size(), std::size_t{3});
        const auto reports = log.job_reports();
        kept({"denoise", 1, 2});
        QCOMPARE(log.job_reports(), reports);
        QVERIFY(queue->jobs().empty());
        queue.reset();
        kept({"denoise", 2, 2});
        QCOMPARE(log.job_reports(), reports);
    }

    void destructor_cancels_and_joins() {
        Log log;
        std::atomic<bool> left = false;
        std::latch started(1);
        {
            JobQueue queue(log.listener());
            queue.add(make_job([&](const JobContext& context) {
                started.count_down();
                while (!context.stop.now.stop_requested()) {
                    std::this_thread::sleep_for(1ms);
                }
                left = true;
            }));
            queue.add(endless());
            started.wait();
        }
        QVERIFY(left);
    }

    void listener_may_call_the_queue() {
        std::unique_ptr<JobQueue> queue;
        std::atomic<int> ran = 0;
        queue = std::make_unique<JobQueue>(JobListener{[&](const JobStatus& status) {
                                                           if (status.state == JobState::kDone && status.id < 5) {
                                                               queue->add(quick([&] { ++ran; }));
                                                           }
                                                       },
                                                       {},
                                                       {}});
        queue->add(quick([&] { ++ran; }));
        QTRY_COMPARE(ran.load(), 5);
        queue->wait_until_idle();
    }

    void a_listener_that_throws_silences_nothing() {
        std::atomic<int> reports{0};
        JobQueue queue(JobListener{[&](const JobStatus&) {
                                       if (++reports == 1) {
                                           throw std::runtime_error("The list is gone.");
                                       }
                                   },
                                   [](bool, const std::string&) { throw 1; },
                                   [] { throw std::runtime_error("The list is gone."); }});
        const JobId id = queue.add(quick([] {}));
        queue.wait_until_idle();
        queue.pause();
        queue.resume();
        QVERIFY(queue.remove(id));
        QTRY_COMPARE(reports.load(), 3);  // queued, running, done
        queue.add(quick([] {}));
        queue.wait_until_idle();
        QTRY_COMPARE(reports.load(), 6);
    }
};

DESTUDIO_CORE_TEST(JobQueueTest)

}  // namespace destudio::job_queue_test

#include "job_queue_test.moc"

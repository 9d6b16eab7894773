// SPDX-License-Identifier: Apache-2.0
#include "tests/support/tiny_bundle.h"

#include "core/jobs/shared_generator.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <atomic>
#include <thread>

#include "core/base/error.h"
#include "tests/support/test_main.h"

namespace destudio::shared_generator_test {

namespace fs = std::filesystem;

class GeneratorKeeperTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path m_bundle = fs::path(m_folder.path().toStdString()) / "tiny";

    static GeneratorOptions options(bool previews = false) {
        GeneratorOptions options;
        options.device = "cpu";
        options.precision = Precision::kFloat32;
        options.previews = previews;
        return options;
    }

private slots:
    void initTestCase() {
        at::set_num_threads(1);  // the model is too small to share
        test::write_tiny_bundle(m_bundle);
    }

    void a_visitor_loads_what_nobody_uses() {
        SharedGenerator shared;
        Generator* seen = nullptr;
        shared.run_interleaved(m_bundle, options(), [&](Generator& generator) { seen = &generator; }, {});
        QVERIFY(seen != nullptr);
        const SharedGenerator::Lease turn(shared);
        QVERIFY(&shared.get(m_bundle, options()) == seen);
    }

    void who_waits_for_a_turn_can_be_stopped() {
        SharedGenerator shared;
        const SharedGenerator::Lease turn(shared);
        std::stop_source stop;
        std::atomic<bool> gave_up{false};
        std::thread waiting([&] {
            try {
                const SharedGenerator::Lease other(shared, stop.get_token());
            } catch (const CancelledError&) {
                gave_up = true;
            }
        });
        stop.request_stop();
        waiting.join();
        QVERIFY(gave_up);
    }

    void a_visitor_comes_in_between_two_steps() {
        SharedGenerator shared;
        std::atomic<bool> visited{false};
        std::thread::id worker;
        std::thread::id visits_on;
        std::thread visitor;
        {
            const SharedGenerator::Lease turn(shared);
            Generator& own = shared.get(m_bundle, options());
            worker = std::this_thread::get_id();
            visitor = std::thread([&] {
                shared.run_interleaved(m_bundle, options(),
                                       [&](Generator& generator) {
                                           visits_on = std::this_thread::get_id();
                                           visited = &generator == &own;
                                       },
                                       {});
            });
            for (int i = 0; i < 2000 && !visited; ++i) {
                shared.yield_to_waiting();
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            }
            QVERIFY(visited);
            QVERIFY(visits_on == worker);
        }
        visitor.join();
    }

    void a_visitor_comes_in_while_the_job_pauses() {
        SharedGenerator shared;
        const SharedGenerator::Lease turn(shared);
        Generator& own = shared.get(m_bundle, options());
        std::atomic<bool> visited{false};
        std::atomic<bool> ended{false};
        std::thread visitor;
        shared.yield_to_waiting_during([&] {
            visitor = std::thread([&] {
                shared.run_interleaved(m_bundle, options(),
                                       [&](Generator& generator) {
                                           visited = &generator == &own;
                                           std::this_thread::sleep_for(std::chrono::milliseconds(50));
                                           ended = true;
                                       },
                                       {});
            });
            for (int i = 0; i < 2000 && !visited; ++i) {
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            }
        });
        QVERIFY(visited);
        QVERIFY(ended);  // the job goes on when the visitor has left
        visitor.join();
    }

    void a_pause_that_ends_in_a_stop_lets_nobody_in_later() {
        SharedGenerator shared;
        std::atomic<bool> in_turn{true};
        std::atomic<bool> intruded{false};
        std::thread visitor;
        {
            const SharedGenerator::Lease turn(shared);
            shared.get(m_bundle, options());
            QVERIFY_THROWS_EXCEPTION(CancelledError, shared.yield_to_waiting_during([] { throw CancelledError(); }));
            visitor = std::thread([&] {
                shared.run_interleaved(m_bundle, options(), [&](Generator&) { intruded = in_turn.load(); }, {});
            });
            std::this_thread::sleep_for(std::chrono::milliseconds(30));
            in_turn = false;
        }
        visitor.join();
        QVERIFY(!intruded);
    }

    void another_generator_waits_for_the_turns_end() {
        SharedGenerator shared;
        std::atomic<bool> in_turn{false};
        std::atomic<bool> intruded{false};
        std::atomic<bool> visited{false};
        std::thread visitor;
        {
            const SharedGenerator::Lease turn(shared);
            shared.get(m_bundle, options());
            in_turn = true;
            visitor = std::thread([&] {
                shared.run_interleaved(m_bundle, options(true),
                                       [&](Generator&) {
                                           intruded = in_turn.load();
                                           visited = true;
                                       },
                                       {});
            });
            for (int i = 0; i < 30; ++i) {
                shared.yield_to_waiting();
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            }
            QVERIFY(!visited);
            in_turn = false;
        }
        visitor.join();
        QVERIFY(visited && !intruded);
    }

    void a_visit_that_waits_can_be_stopped() {
        SharedGenerator shared;
        const SharedGenerator::Lease turn(shared);
        std::stop_source stop;
        std::atomic<bool> cancelled{false};
        std::thread visitor([&] {
            try {
                shared.run_interleaved(
                    m_bundle, options(), [](Generator&) {}, stop.get_token());
            } catch (const CancelledError&) {
                cancelled = true;
            }
        });
        stop.request_stop();
        visitor.join();
        QVERIFY(cancelled);
        shared.get(m_bundle, options());
        shared.yield_to_waiting();  // nobody is left
    }

    void failures_reach_the_visitor() {
        SharedGenerator shared;
        QVERIFY_THROWS_EXCEPTION(IoError, shared.run_interleaved(m_bundle / "none", options(), [](Generator&) {}, {}));
        QVERIFY_THROWS_EXCEPTION(
            UsageError, shared.run_interleaved(m_bundle, options(), [](Generator&) { throw UsageError("no"); }, {}));
        // And the turn is free again.
        const SharedGenerator::Lease turn(shared);
        QVERIFY(!shared.get(m_bundle, options()).bundle().classes.empty());
    }
};

DESTUDIO_CORE_TEST(GeneratorKeeperTest)

}  // namespace destudio::shared_generator_test

#include "shared_generator_test.moc"

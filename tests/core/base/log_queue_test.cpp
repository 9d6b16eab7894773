// SPDX-License-Identifier: Apache-2.0
#include "core/base/log_queue.h"

#include <QtTest/QtTest>
#include <atomic>
#include <thread>

#include "core/base/log.h"
#include "tests/support/test_main.h"

namespace destudio::log_queue_test {

class LogQueueTest : public QObject {
    Q_OBJECT

private slots:
    void keeps_lines_until_they_are_taken() {
        int wakes = 0;
        const auto queue = std::make_shared<LogQueue>(3, [&wakes] { ++wakes; });
        add_log_sink(queue);
        spdlog::debug("a {}", 1);
        spdlog::warn("b");
        QCOMPARE(wakes, 1);
        auto lines = queue->take();
        QCOMPARE(lines.size(), std::size_t{2});
        QCOMPARE(lines[0].text, std::string("a 1"));
        QVERIFY(lines[0].level == spdlog::level::debug);
        QVERIFY(lines[1].level == spdlog::level::warn);
        QVERIFY(queue->take().empty());
        for (int i = 0; i < 5; ++i) {
            spdlog::info("{}", i);
        }
        lines = queue->take();
        QCOMPARE(lines.size(), std::size_t{3});  // the oldest are lost
        QCOMPARE(lines[0].text, std::string("2"));
        QCOMPARE(wakes, 2);
        remove_log_sink(queue);
        spdlog::error("nobody hears this");
        QVERIFY(queue->take().empty());
    }

    void sinks_come_and_go_while_others_log() {
        std::atomic<bool> stop = false;
        std::jthread logger([&stop] {
            while (!stop) {
                spdlog::debug("line");
            }
        });
        for (int i = 0; i < 200; ++i) {
            const auto queue = std::make_shared<LogQueue>(10);
            add_log_sink(queue);
            std::this_thread::yield();
            QVERIFY(queue->take().size() <= 10);
            remove_log_sink(queue);
        }
        stop = true;
    }
};

DESTUDIO_CORE_TEST(LogQueueTest)

}  // namespace destudio::log_queue_test

#include "log_queue_test.moc"

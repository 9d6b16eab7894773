// SPDX-License-Identifier: Apache-2.0
#include "event_loop_watch.h"

#include <QEvent>
#include <QObject>
#include <algorithm>
#include <cstdio>
#include <vector>

namespace destudio::bench {

namespace {

constexpr double kWorthTelling = 4;  // ms

double elapsed_ms(const QElapsedTimer& timer) {
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

}  // namespace

WatchedApplication::WatchedApplication(int& argc, char** argv) : QApplication(argc, argv) {
    connect(&m_heart, &QTimer::timeout, this, [this] {
        m_longest_wait_ms = std::max(m_longest_wait_ms, elapsed_ms(m_since_beat));
        m_since_beat.start();
    });
    m_heart.setTimerType(Qt::PreciseTimer);
    m_heart.start(1);
}

bool WatchedApplication::notify(QObject* receiver, QEvent* event) {
    if (m_depth > 0) {
        return QApplication::notify(receiver, event);
    }
    const std::string name =
        std::string(receiver->metaObject()->className()) + ", event " + std::to_string(event->type());
    QElapsedTimer timer;
    timer.start();
    ++m_depth;
    const bool result = QApplication::notify(receiver, event);
    --m_depth;
    const double ms = elapsed_ms(timer);
    if (ms >= kWorthTelling) {
        Slowest& entry = m_slowest[name];
        entry.ms = std::max(entry.ms, ms);
        ++entry.count;
    }
    return result;
}

void WatchedApplication::begin(const std::string& phase) {
    m_phase = phase;
    m_slowest.clear();
    m_longest_wait_ms = 0;
    m_since_beat.start();
}

void WatchedApplication::report() {
    m_longest_wait_ms = std::max(m_longest_wait_ms, elapsed_ms(m_since_beat));
    std::vector<std::pair<std::string, Slowest>> events(m_slowest.begin(), m_slowest.end());
    std::sort(events.begin(), events.end(), [](const auto& a, const auto& b) { return a.second.ms > b.second.ms; });
    std::printf("%-28s longest block of the event loop %7.1f ms, longest event %7.1f ms\n", m_phase.c_str(),
                m_longest_wait_ms, events.empty() ? 0 : events.front().second.ms);
    for (std::size_t i = 0; i < std::min<std::size_t>(events.size(), 4); ++i) {
        std::printf("    %6.1f ms at most, %d over %.0f ms: %s\n", events[i].second.ms, events[i].second.count,
                    kWorthTelling, events[i].first.c_str());
    }
    std::fflush(stdout);
}

}  // namespace destudio::bench

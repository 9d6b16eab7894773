// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>
#include <map>
#include <string>

namespace destudio::bench {

/// An application that times its own event loop: how long each event took, by receiver, and how long a heartbeat of
/// one millisecond was kept waiting, which is what a person at the mouse feels.
class WatchedApplication : public QApplication {
public:
    WatchedApplication(int& argc, char** argv);

    bool notify(QObject* receiver, QEvent* event) override;
    /// Begins a phase; its figures are printed by report().
    void begin(const std::string& phase);
    /// Longest wait of the heartbeat and longest event since begin(), with the slowest receivers.
    void report();

private:
    struct Slowest {
        double ms = 0;
        int count = 0;
    };

    std::string m_phase;
    QElapsedTimer m_since_beat;
    QTimer m_heart;
    double m_longest_wait_ms = 0;
    int m_depth = 0;
    std::map<std::string, Slowest> m_slowest;  ///< by "class, event type"
};

}  // namespace destudio::bench

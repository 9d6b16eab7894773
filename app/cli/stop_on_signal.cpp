// SPDX-License-Identifier: Apache-2.0
#include "app/cli/stop_on_signal.h"

#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "core/base/error.h"

namespace destudio::cli {

StopOnSignal::StopOnSignal() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    // A terminal that closes ends the work like Ctrl+C, unless nohup said that it shall go on.
    struct sigaction hangup {};
    if (sigaction(SIGHUP, nullptr, &hangup) == 0 && hangup.sa_handler != SIG_IGN) {
        sigaddset(&signals, SIGHUP);
    }
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    // A waiting thread instead of a handler: almost nothing may be called in a handler, stop_source included.
    m_waiter = std::jthread([this, signals](const std::stop_token& done) {
        const timespec poll{0, 50'000'000};
        while (!done.stop_requested()) {
            if (sigtimedwait(&signals, nullptr, &poll) < 0) {
                continue;
            }
            if (!m_source.request_stop()) {
                _exit(static_cast<int>(ExitStatus::kCancelled));
            }
        }
    });
}

StopOnSignal::~StopOnSignal() = default;

}  // namespace destudio::cli

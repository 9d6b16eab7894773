// SPDX-License-Identifier: Apache-2.0
#include "quit_on_signal.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <QSocketNotifier>
#include <atomic>

namespace destudio {
namespace {

constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};

/// Where the handler writes; a handler may do almost nothing else.
std::atomic<int> s_pipe{-1};

extern "C" void write_signal(int number) {
    const char byte = static_cast<char>(number);
    [[maybe_unused]] const auto written = ::write(s_pipe.load(), &byte, 1);
}

}  // namespace

QuitOnSignal::QuitOnSignal(QObject* parent) : QObject(parent) {
    if (::pipe2(m_ends, O_CLOEXEC | O_NONBLOCK) != 0) {
        return;  // the signals end the program as they always did
    }
    s_pipe = m_ends[1];
    auto* notifier = new QSocketNotifier(m_ends[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
        notifier->setEnabled(false);
        emit asked();
    });
    for (const int number : kSignals) {
        struct sigaction before {};
        if (sigaction(number, nullptr, &before) == 0 && before.sa_handler == SIG_IGN) {
            continue;
        }
        struct sigaction action {};
        action.sa_handler = write_signal;
        action.sa_flags = static_cast<int>(SA_RESTART | SA_RESETHAND);  // a second one ends a program that hangs
        sigaction(number, &action, nullptr);
    }
}

QuitOnSignal::~QuitOnSignal() {
    for (const int number : kSignals) {
        struct sigaction now {};
        if (sigaction(number, nullptr, &now) == 0 && now.sa_handler == write_signal) {
            signal(number, SIG_DFL);
        }
    }
    s_pipe = -1;
    for (const int end : m_ends) {
        if (end >= 0) {
            ::close(end);
        }
    }
}

}  // namespace destudio

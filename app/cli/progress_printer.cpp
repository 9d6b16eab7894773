// SPDX-License-Identifier: Apache-2.0
#include "app/cli/progress_printer.h"
#include "core/base/stopwatch.h"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

namespace destudio::cli {

namespace {

struct ProgressState {
    Clock::time_point started = Clock::now();
    Clock::time_point shown{};
    std::string stage;
    std::int64_t first_done = 0;  ///< units that were done when the stage was first seen: a resumed run's past
    bool is_terminal = ::isatty(STDERR_FILENO) != 0;
};

/// True when enough time has passed since the last report, the work has ended, or a new stage has begun.
bool due(ProgressState& state, const Progress& progress, double interval) {
    const bool new_stage = progress.stage != state.stage;
    if (new_stage) {
        state.stage = progress.stage;
        state.first_done = progress.done;
        state.started = Clock::now();
    }
    if (!new_stage && progress.done != progress.total && seconds_since(state.shown) < interval) {
        return false;
    }
    state.shown = Clock::now();
    return true;
}

double seconds_left(const ProgressState& state, const Progress& progress) {
    const std::int64_t done = progress.done - state.first_done;
    if (done <= 0 || progress.total <= progress.done) {
        return 0;
    }
    const auto remaining = static_cast<double>(progress.total - progress.done);
    return seconds_since(state.started) / static_cast<double>(done) * remaining;
}

void print_bar(ProgressState& state, const Progress& progress) {
    if (!due(state, progress, state.is_terminal ? 0.1 : 10.0)) {
        return;
    }
    const auto left = static_cast<long>(seconds_left(state, progress));
    std::fprintf(stderr, "%s%s %lld/%lld, %ld:%02ld left%s", state.is_terminal ? "\r\033[K" : "",
                 progress.stage.c_str(), static_cast<long long>(progress.done), static_cast<long long>(progress.total),
                 left / 60, left % 60, !state.is_terminal || progress.done == progress.total ? "\n" : "");
    std::fflush(stderr);
}

void print_json(ProgressState& state, const Progress& progress) {
    if (!due(state, progress, 0.1)) {
        return;
    }
    const nlohmann::json line = {{"stage", progress.stage},
                                 {"done", progress.done},
                                 {"total", progress.total},
                                 {"seconds_left", seconds_left(state, progress)}};
    std::fprintf(stderr, "%s\n", line.dump().c_str());
}

}  // namespace

ProgressSink make_progress_printer(const std::string& style) {
    if (style == "none") {
        return [](const Progress&) {};
    }
    auto state = std::make_shared<ProgressState>();
    if (style == "json") {
        return [state](const Progress& progress) { print_json(*state, progress); };
    }
    return [state](const Progress& progress) { print_bar(*state, progress); };
}

}  // namespace destudio::cli

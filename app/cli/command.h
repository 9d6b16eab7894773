// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <stop_token>
#include <string>

#include "core/base/error.h"
#include "core/base/progress.h"

namespace destudio::cli {

/// What every command gets. Results go to standard output; logs and progress to standard error.
struct Context {
    bool verbose = false;
    std::string progress = "bar";           ///< bar, json, none
    std::stop_token stop;                   ///< set by Ctrl+C
    ProgressSink progress_sink;             ///< writes in the chosen style, throttled
    ExitStatus status = ExitStatus::kDone;  ///< a command that finishes without an error may still report failure
};

}  // namespace destudio::cli

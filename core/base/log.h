// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <spdlog/spdlog.h>

namespace destudio {

/// Sends the default logger to standard error (standard output is for results). `verbose` also shows debug lines.
void set_up_logging(bool verbose);

/// Sends everything, debug lines included, to one more place, until it is removed. Thread-safe, beside logging, too.
void add_log_sink(const spdlog::sink_ptr& sink);
void remove_log_sink(const spdlog::sink_ptr& sink);

}  // namespace destudio

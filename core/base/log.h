// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <spdlog/spdlog.h>

namespace destudio {

/// Sends the default logger to standard error (standard output is for results). `verbose` also shows debug lines.
void set_up_logging(bool verbose);

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/base/progress.h"

namespace destudio::cli {

/// A sink that writes to standard error at most ten times a second (and always at the end).
/// @param style "bar" (one line redrawn on a terminal, a line every ten seconds elsewhere), "json" (one object a line),
///        "none"
ProgressSink make_progress_printer(const std::string& style);

}  // namespace destudio::cli

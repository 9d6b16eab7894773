// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace destudio {

/// A report of long work. Sent from the working thread; receivers must be quick and must not call back into the work.
struct Progress {
    std::string stage;       ///< a short fixed English word for logs ("denoise", "decode"); the window translates it
    std::int64_t done = 0;   ///< units finished
    std::int64_t total = 0;  ///< units in all, 0 when unknown
};

using ProgressSink = std::function<void(const Progress&)>;

}  // namespace destudio

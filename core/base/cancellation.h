// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stop_token>

#include "core/base/error.h"

namespace destudio {

/// Throws CancelledError when a stop was asked for. Called at least once per U-Net step by all long work.
inline void throw_if_stopped(const std::stop_token& stop) {
    if (stop.stop_requested()) {
        throw CancelledError();
    }
}

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/training/training_data.h"
#include "core/engine/model/machine.h"

namespace destudio::cli {

/// apply(), and where the user named no number of threads, the engine's choice instead of libtorch's.
inline void apply_with_engine_threads(const ComputeOptions& options) {
    apply(options);
    if (options.threads == 0) {
        set_compute_threads(false);
    }
}

}  // namespace destudio::cli

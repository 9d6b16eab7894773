// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/process_memory.h"
#include "core/base/progress.h"

namespace destudio::study {

struct MemoryBenchOptions {
    std::filesystem::path bundle;
    std::filesystem::path adapter;  ///< another adapter folder than the bundle's own; empty: the bundle's
    int size = 0;                   ///< pixels of a side; 0: the bundle's native size
    int steps = 2;                  ///< denoising steps of each picture
    int pictures = 1;               ///< references, one after the other, each with a prompt of its own
    std::string dtype = "auto";     ///< auto, float32, bfloat16, float16
    std::string device = "cpu";
};

/// The process's memory at the end of a part. `memory.peak` is the largest since the part before.
struct MemoryFigure {
    std::string part;  ///< start, ready, text, encode, unet (several in a row are one), decode, labels
    ProcessMemory memory;
    double seconds = 0;  ///< since the part before
};

struct MemoryBenchReport {
    std::vector<MemoryFigure> figures;
    std::string precision;  ///< what was used for "auto"
    Size size;              ///< pixels

    /// Largest of all parts.
    std::int64_t peak() const;
};

/// Generates pictures of noise with the whole generator, guidance and labels included, and reads this process's memory
/// after each part. @throws IoError, FormatError, ConfigError, UsageError, CancelledError as generation does
MemoryBenchReport bench_memory(const MemoryBenchOptions& options, const std::stop_token& stop,
                               const ProgressSink& progress);

}  // namespace destudio::study

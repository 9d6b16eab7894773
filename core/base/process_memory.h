// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace destudio {

/// What this process holds in memory, in bytes; zeros where the system does not tell (Linux does).
struct ProcessMemory {
    std::int64_t resident = 0;   ///< now: anonymous and files together
    std::int64_t anonymous = 0;  ///< of it, what no file stands behind: weights, activations
    std::int64_t files = 0;      ///< of it, pages of files: libraries, mapped weights
    std::int64_t peak = 0;       ///< largest `resident` since the start, or since restart_peak_memory()
};
ProcessMemory process_memory();

/// Lets ProcessMemory::peak begin anew, so that the peak of one part of the work can be read. @return whether that
/// worked
bool restart_peak_memory();

/// Returns what was freed, but stands between blocks in use, to the system. The next allocations pay for fresh pages:
/// for the borders between large parts of the work.
void give_back_free_memory();

}  // namespace destudio

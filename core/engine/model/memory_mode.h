// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace destudio {

/// How much memory generation may take. For the whole process, like the number of compute threads; set it before a
/// Generator is made.
enum class MemoryMode {
    kNormal,
    /// Less memory for some time: any text encoder comes a layer at a time, and large images go through
    /// the autoencoder in narrower strips. The pictures are the same but for the order of sums.
    kLow,
};

void set_memory_mode(MemoryMode mode);
MemoryMode memory_mode();

}  // namespace destudio

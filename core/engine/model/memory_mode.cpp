// SPDX-License-Identifier: Apache-2.0
#include "core/engine/model/memory_mode.h"

#include <atomic>

#include "core/nn/functional/strip_convolution.h"

namespace destudio {

namespace {

constexpr std::int64_t kStripBytesInLowMemory = 4 << 20;

std::atomic<MemoryMode> current = MemoryMode::kNormal;

}  // namespace

void set_memory_mode(MemoryMode mode) {
    current = mode;
    nn::set_strip_bytes(mode == MemoryMode::kLow ? kStripBytesInLowMemory : nn::kStripBytes);
}

MemoryMode memory_mode() {
    return current;
}

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "core/bench/operation_count.h"

namespace destudio::bench {

/// Adds up layers; `positions` are output pixels or tokens of the whole batch.
class OperationCounter {
public:
    void convolution(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t positions) {
        m_count.convolution += 2.0 * static_cast<double>(kernel * kernel * in * out) * static_cast<double>(positions);
    }
    void linear(std::int64_t in, std::int64_t out, std::int64_t positions) {
        m_count.linear += 2.0 * static_cast<double>(in * out) * static_cast<double>(positions);
    }
    /// @param queries of the whole batch  @param keys of one item  @param width over all heads
    void attention(std::int64_t queries, std::int64_t keys, std::int64_t width) {
        m_count.attention += 4.0 * static_cast<double>(queries) * static_cast<double>(keys * width);
    }
    const OperationCount& count() const { return m_count; }

private:
    OperationCount m_count;
};

}  // namespace destudio::bench

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>

namespace destudio::diffusion {

/// How many rungs share a U-Net call. One by one and all at once are timed in turn; from then on the faster of the two
/// is taken. Small models gain from company, because their weights are brought in once and their operators are not too
/// short; large ones do not. Only for arithmetic whose bits do not depend on the batch.
class RungBatches {
public:
    /// @param most rungs at once that memory allows; 1: never try
    explicit RungBatches(std::size_t most) : m_most(most) {}

    /// Rungs of the next call. @param active rungs that still run, at least 1
    std::size_t next(std::size_t active) const;
    /// What a call of `rungs` rungs took.
    void record_call(std::size_t rungs, double seconds);

private:
    std::size_t m_most;
    std::map<bool, double> m_seconds_per_rung;  ///< best so far: of calls for one rung, of calls for several
    int m_single_calls = 0;
    int m_shared_calls = 0;
};

/// Rungs whose activations fit half of the memory that is free now. @param bytes of one rung's activations
std::size_t rungs_that_fit(std::int64_t bytes);

}  // namespace destudio::diffusion

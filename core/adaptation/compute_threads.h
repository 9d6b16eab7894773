// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace destudio::adaptation {

/// The number of threads that libtorch computes with on this thread, put back at the end.
class ComputeThreads {
public:
    /// @param threads 0: as many as the program computes with anyway
    explicit ComputeThreads(int threads);
    ~ComputeThreads();
    ComputeThreads(const ComputeThreads&) = delete;
    ComputeThreads& operator=(const ComputeThreads&) = delete;

private:
    int m_before;
};

}  // namespace destudio::adaptation

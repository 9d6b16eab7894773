// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

// y = x W^T + b in float32 on the CPU. The BLAS that Debian's libtorch calls knows no AVX-512 on AMD processors. Every
// row is summed in the same order whatever the number of rows, so that a result never depends on the batch.

namespace destudio::nn {

/// Some rows of the input against kLinearPanel or fewer rows of the weight, all of them dense.
struct LinearBlock {
    const float* input;  ///< [rows, in]
    std::int64_t rows;
    std::int64_t in;
    const float* weight;  ///< [panel, in]
    std::int64_t panel;
    const float* bias;  ///< [panel]; null: none
    float* output;      ///< rows of `output_stride` values each, `panel` of which are written
    std::int64_t output_stride;
};

inline constexpr std::int64_t kLinearPanel = 64;

struct LinearKernel {
    const char* name;
    bool (*runs_here)();
    std::size_t scratch_bytes;
    void (*multiply)(const LinearBlock& block, void* scratch);
};

/// Those that this processor runs, slowest first; never empty.
const std::vector<LinearKernel>& linear_kernels();

}  // namespace destudio::nn

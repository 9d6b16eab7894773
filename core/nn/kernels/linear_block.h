// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/kernels/linear_kernel.h"
#include "core/nn/kernels/register_tile.h"

// LinearKernel::multiply for the instruction set of the including file (see register_tile.h).

namespace destudio::nn::DESTUDIO_LEVEL {

/// Input channels at once: a packed panel of them fits the first-level cache.
constexpr Index kDepth = 160;

/// [rows, depth] to [depth, kLinearPanel], filled up with zeros.
inline void pack_weight(const float* weight, Index stride, Index rows, Index depth, float* packed) {
    constexpr Index kBlock = 8;
    for (Index first = 0; first < kLinearPanel; first += kBlock) {
        if (first + kBlock <= rows) {
            const float* from = weight + first * stride;
            for (Index k = 0; k < depth; ++k) {
                for (Index r = 0; r < kBlock; ++r) {
                    packed[k * kLinearPanel + first + r] = from[r * stride + k];
                }
            }
        } else {
            for (Index k = 0; k < depth; ++k) {
                for (Index r = first; r < first + kBlock; ++r) {
                    packed[k * kLinearPanel + r] = r < rows ? weight[r * stride + k] : 0.0F;
                }
            }
        }
    }
}

inline void multiply_linear(const LinearBlock& block, void* scratch) {
    constexpr Index kRows = 48;  // of the input at once
    auto* packed = static_cast<float*>(scratch);
    float* sums = packed + kDepth * kLinearPanel;
    float ones[kRows];
    for (float& one : ones) {
        one = 1.0F;
    }
    // A narrow panel goes through `sums`, whose rows have room for all columns.
    const bool narrow = block.panel < kLinearPanel;
    for (Index k = 0; k < block.in; k += kDepth) {
        const Index depth = block.in - k < kDepth ? block.in - k : kDepth;
        const bool begins = k == 0;
        const bool ends = k + depth == block.in;
        pack_weight(block.weight + k, block.in, block.panel, depth, packed);
        for (Index first = 0; first < block.rows; first += kRows) {
            const Index rows = block.rows - first < kRows ? block.rows - first : kRows;
            float* out = block.output + first * block.output_stride;
            float* to = narrow ? sums : out;
            const Index stride = narrow ? kLinearPanel : block.output_stride;
            if (narrow && !begins) {
                for (Index r = 0; r < rows; ++r) {
                    for (Index c = 0; c < block.panel; ++c) {
                        sums[r * kLinearPanel + c] = out[r * block.output_stride + c];
                    }
                }
            }
            multiply_panel(block.input + first * block.in + k, block.in, rows, packed, kLinearPanel, depth, to, stride,
                           begins ? nullptr : ones);
            if (!narrow && !(ends && block.bias != nullptr)) {
                continue;
            }
            for (Index r = 0; r < rows; ++r) {
                for (Index c = 0; c < block.panel; ++c) {
                    const float bias = ends && block.bias != nullptr ? block.bias[c] : 0.0F;
                    out[r * block.output_stride + c] = to[r * stride + c] + bias;
                }
            }
        }
    }
}

constexpr LinearKernel linear_kernel(const char* name, bool (*runs_here)()) {
    return {name, runs_here, (kDepth + 48) * kLinearPanel * sizeof(float), multiply_linear};
}

}  // namespace destudio::nn::DESTUDIO_LEVEL

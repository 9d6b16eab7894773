// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/kernels/vector_math.h"

// Products on tiles of registers, for the instruction set that the including file is compiled for. Everything is in a
// namespace of that set, so that the linker never takes one set's function for another's: the file defines
// DESTUDIO_LEVEL (its namespace) and DESTUDIO_LANES (floats in a register) first.

#ifdef DESTUDIO_BF16_PAIRS
#include <immintrin.h>
#endif

namespace destudio::nn::DESTUDIO_LEVEL {

using Index = std::int64_t;

constexpr int kLanes = DESTUDIO_LANES;
/// Columns of a packed panel: the most that one tile covers.
constexpr Index kPanel = 64;
/// Widths of panels are multiples of this.
constexpr Index kPanelStep = 16;

typedef float Vector __attribute__((vector_size(4 * kLanes)));
typedef std::int32_t IntVector __attribute__((vector_size(4 * kLanes)));
typedef float LooseVector __attribute__((vector_size(4 * kLanes), aligned(4), may_alias));

DESTUDIO_INLINE Vector load(const float* from) {
    return *reinterpret_cast<const LooseVector*>(from);
}
DESTUDIO_INLINE void save(float* to, Vector value) {
    *reinterpret_cast<LooseVector*>(to) = value;
}
DESTUDIO_INLINE Vector spread(float value) {
    return value - Vector{};
}
DESTUDIO_INLINE Index rounded_up(Index value, Index step) {
    return (value + step - 1) / step * step;
}

#ifdef DESTUDIO_BF16_PAIRS
/// What products multiply, and how many of them lie side by side in a lane.
using Operand = Bfloat16;
constexpr Index kPerLane = 2;
#else
using Operand = float;
constexpr Index kPerLane = 1;
#endif

/// Registers allow 6 x 4 tiles with AVX-512's 32, 6 x 2 with AVX2's 16 (four lanes: 4 x 2 of SSE2's 16, one for each
/// value spread).
constexpr int kTileRows = kLanes == 4 ? 4 : 6;
constexpr int kTileVectors = kLanes == 16 ? 4 : 2;

/// c = keep c + a b, or a b without `keep`.
/// @param a [kRows, depth]  @param b packed [depth / kPerLane, columns, kPerLane]  @param depth a multiple of kPerLane
/// @param keep factor for each row of c
template <int kRows, int kVectors>
DESTUDIO_INLINE void multiply_tile(const Operand* a, Index a_stride, const Operand* b, Index columns, Index depth,
                                   float* c, Index c_stride, const float* keep) {
    Vector sums[kRows][kVectors];
#pragma GCC unroll 8
    for (int r = 0; r < kRows; ++r) {
#pragma GCC unroll 8
        for (int v = 0; v < kVectors; ++v) {
            sums[r][v] = keep == nullptr ? Vector{} : load(c + r * c_stride + v * kLanes) * keep[r];
        }
    }
    for (Index k = 0; k < depth; k += kPerLane) {
#ifdef DESTUDIO_BF16_PAIRS
        __m512bh right[kVectors];
#pragma GCC unroll 8
        for (int v = 0; v < kVectors; ++v) {
            right[v] = reinterpret_cast<__m512bh>(_mm512_loadu_si512(b + v * kLanes * kPerLane));
        }
#pragma GCC unroll 8
        for (int r = 0; r < kRows; ++r) {
            std::int32_t pair = 0;
            __builtin_memcpy(&pair, a + r * a_stride + k, sizeof pair);
            const auto left = reinterpret_cast<__m512bh>(_mm512_set1_epi32(pair));
#pragma GCC unroll 8
            for (int v = 0; v < kVectors; ++v) {
                sums[r][v] = _mm512_dpbf16_ps(sums[r][v], left, right[v]);
            }
        }
#else
        Vector right[kVectors];
#pragma GCC unroll 8
        for (int v = 0; v < kVectors; ++v) {
            right[v] = load(b + v * kLanes);
        }
#pragma GCC unroll 8
        for (int r = 0; r < kRows; ++r) {
            const Vector left = spread(a[r * a_stride + k]);
#pragma GCC unroll 8
            for (int v = 0; v < kVectors; ++v) {
                sums[r][v] += left * right[v];
            }
        }
#endif
        b += columns * kPerLane;
    }
#pragma GCC unroll 8
    for (int r = 0; r < kRows; ++r) {
#pragma GCC unroll 8
        for (int v = 0; v < kVectors; ++v) {
            save(c + r * c_stride + v * kLanes, sums[r][v]);
        }
    }
}

template <int kVectors>
DESTUDIO_INLINE void multiply_strip(const Operand* a, Index a_stride, Index rows, const Operand* b, Index columns,
                                    Index depth, float* c, Index c_stride, const float* keep) {
    Index r = 0;
    for (; r + kTileRows <= rows; r += kTileRows) {
        multiply_tile<kTileRows, kVectors>(a + r * a_stride, a_stride, b, columns, depth, c + r * c_stride, c_stride,
                                           keep == nullptr ? nullptr : keep + r);
    }
    for (; r < rows; ++r) {
        multiply_tile<1, kVectors>(a + r * a_stride, a_stride, b, columns, depth, c + r * c_stride, c_stride,
                                   keep == nullptr ? nullptr : keep + r);
    }
}

/// multiply_tile for any number of rows. @param columns the panel's width, a multiple of kPanelStep up to kPanel
inline void multiply_panel(const Operand* a, Index a_stride, Index rows, const Operand* b, Index columns, Index depth,
                           float* c, Index c_stride, const float* keep) {
    constexpr Index kStrip = kTileVectors * kLanes;
    Index done = 0;
    for (; done + kStrip <= columns; done += kStrip) {
        multiply_strip<kTileVectors>(a, a_stride, rows, b + done * kPerLane, columns, depth, c + done, c_stride, keep);
    }
    for (; done < columns; done += kLanes) {
        multiply_strip<1>(a, a_stride, rows, b + done * kPerLane, columns, depth, c + done, c_stride, keep);
    }
}

}  // namespace destudio::nn::DESTUDIO_LEVEL

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/kernels/kernel_levels.h"
#include "core/nn/kernels/register_tile.h"

// The attention of one block of queries, for the instruction set of the including file (see register_tile.h).

namespace destudio::nn::DESTUDIO_LEVEL {

/// Keys whose scores are held at once: they, the weights and these keys' values fit the second-level cache.
constexpr Index kKeyBlock = 256;

/// Where a head's keys and values lie once they are packed. Keys: panels of kPanel keys, each [width, panel]. Values:
/// blocks of kKeyBlock keys, in each panels of kPanel columns, [keys, panel].
struct Packing {
    Packing(Index key_count, Index head_width)
        : keys(key_count),
          depth(rounded_up(head_width, kPerLane)),
          key_columns(rounded_up(key_count, kPanelStep)),
          value_columns(rounded_up(head_width, kPanelStep)),
          value_rows(rounded_up(key_count, kPerLane)) {}

    Index key_values() const { return key_columns * depth; }
    Index all_values() const { return key_values() + value_rows * value_columns; }

    Index keys;
    Index depth;  ///< of the product with the keys
    Index key_columns;
    Index value_columns;
    Index value_rows;
};

DESTUDIO_INLINE Index smaller(Index a, Index b) {
    return a < b ? a : b;
}

template <class T>
DESTUDIO_INLINE void convert(Operand& to, T from) {
    if constexpr (sizeof(T) == sizeof(Operand)) {
        to = from;
    } else {
        to = to_float(from);
    }
}

template <class T>
DESTUDIO_INLINE Operand operand(const HeadRows<const T>& rows, Index row, Index column, Index width) {
    Operand value{};
    if (row < rows.rows && column < width) {
        convert(value, rows.data[row * rows.stride + column]);
    }
    return value;
}

template <class T>
inline void pack_keys(const HeadRows<const T>& key, Index width, const Packing& packing, Operand* out) {
    constexpr Index kBlock = 16;
    for (Index panel = 0; panel < packing.key_columns; panel += kPanel) {
        const Index columns = smaller(kPanel, packing.key_columns - panel);
        for (Index first = 0; first < columns; first += kBlock) {
            for (Index d = 0; d < packing.depth; d += kPerLane) {
                Operand* to = out + (d / kPerLane * columns + first) * kPerLane;
                for (Index c = 0; c < kBlock; ++c) {
                    for (Index p = 0; p < kPerLane; ++p) {
                        to[c * kPerLane + p] = operand(key, panel + first + c, d + p, width);
                    }
                }
            }
        }
        out += columns * packing.depth;
    }
}

template <class T>
inline void pack_values(const HeadRows<const T>& value, Index width, const Packing& packing, Operand* out) {
    for (Index block = 0; block < packing.value_rows; block += kKeyBlock) {
        const Index rows = smaller(kKeyBlock, packing.value_rows - block);
        for (Index panel = 0; panel < packing.value_columns; panel += kPanel) {
            const Index columns = smaller(kPanel, packing.value_columns - panel);
            const bool whole = panel + columns <= width && block + rows <= value.rows;
            for (Index row = 0; row < rows; row += kPerLane) {
                if (whole) {
                    const T* from = value.data + (block + row) * value.stride + panel;
                    for (Index c = 0; c < columns; ++c) {
                        for (Index p = 0; p < kPerLane; ++p) {
                            convert(out[c * kPerLane + p], from[p * value.stride + c]);
                        }
                    }
                } else {
                    for (Index c = 0; c < columns; ++c) {
                        for (Index p = 0; p < kPerLane; ++p) {
                            out[c * kPerLane + p] = operand(value, block + row + p, panel + c, width);
                        }
                    }
                }
                out += columns * kPerLane;
            }
        }
    }
}

/// 2^x for x <= 0; below -126 it stays at 2^-126.
DESTUDIO_INLINE Vector power_of_two(Vector x) {
    const Vector lowest = spread(-126.0F);
    x = x < lowest ? lowest : x;
    const Vector magic = spread(12582912.0F);  // 1.5 * 2^23: adding it rounds to the nearest whole number
    const Vector whole = (x + magic) - magic;
    const Vector r = x - whole;
    // The Taylor series; the first term left out is below 1.3e-7 of the sum (float32), 4.2e-5 (bfloat16).
#ifdef DESTUDIO_BF16_PAIRS
    Vector p = spread(9.61812911e-3F);
#else
    Vector p = spread(1.54035304e-4F);
    p = p * r + 1.33335581e-3F;
    p = p * r + 9.61812911e-3F;
#endif
    p = p * r + 5.55041087e-2F;
    p = p * r + 0.240226507F;
    p = p * r + 0.693147181F;
    p = p * r + 1.0F;
    const IntVector exponent = (__builtin_convertvector(whole, IntVector) + 127) << 23;
    return p * reinterpret_cast<Vector>(exponent);
}

DESTUDIO_INLINE float largest(Vector values) {
    float most = values[0];
    for (int i = 1; i < kLanes; ++i) {
        most = values[i] > most ? values[i] : most;
    }
    return most;
}

DESTUDIO_INLINE float sum_of(Vector values) {
    float sum = 0;
    for (int i = 0; i < kLanes; ++i) {
        sum += values[i];
    }
    return sum;
}

DESTUDIO_INLINE void save_weights(Operand* to, Vector weights) {
#ifdef DESTUDIO_BF16_PAIRS
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), reinterpret_cast<__m256i>(_mm512_cvtneps_pbh(weights)));
#else
    save(to, weights);
#endif
}

/// The running softmax of one query.
struct RowState {
    float most;  ///< largest score so far
    float sum;   ///< of the weights so far
};

/// Turns a row of scores into weights. @param scores [columns], those from `count` on are padding
/// @return what the sums so far have to be multiplied by
DESTUDIO_INLINE float weigh(float* scores, Index count, Index columns, float scale, RowState& state, Operand* weights) {
    constexpr float kLowest = -3.0e38F;
    for (Index i = count; i < columns; ++i) {
        scores[i] = kLowest;
    }
    Vector most = spread(kLowest);
    for (Index i = 0; i < columns; i += kLanes) {
        const Vector x = load(scores + i);
        most = x > most ? x : most;
    }
    const float before = state.most;
    const float here = largest(most);
    state.most = here > before ? here : before;
    const Vector shift = spread(state.most);
    Vector sum{};
    for (Index i = 0; i < columns; i += kLanes) {
        const Vector p = power_of_two((load(scores + i) - shift) * scale);
        sum += p;
        save_weights(weights + i, p);
    }
    const float keep = before <= kLowest ? 0.0F : power_of_two(spread((before - state.most) * scale))[0];
    state.sum = state.sum * keep + sum_of(sum);
    return keep;
}

struct Scratch {
    Scratch(void* memory, Index width) {
        const Index out_columns = rounded_up(width, kPanelStep);
        scores = static_cast<float*>(memory);
        out = scores + kMaxQueries * kKeyBlock;
        keep = out + kMaxQueries * out_columns;
        weights = reinterpret_cast<Operand*>(keep + kMaxQueries);
        query = weights + kMaxQueries * kKeyBlock;
    }
    static std::size_t bytes(Index width) {
        const Index out_columns = rounded_up(width, kPanelStep);
        const Index floats = kMaxQueries * (kKeyBlock + out_columns + 1);
        const Index operands = kMaxQueries * (kKeyBlock + rounded_up(width, kPerLane));
        return static_cast<std::size_t>(floats) * sizeof(float) + static_cast<std::size_t>(operands) * sizeof(Operand);
    }

    float* scores;     ///< [kMaxQueries, kKeyBlock]
    float* out;        ///< [kMaxQueries, value columns]
    float* keep;       ///< [kMaxQueries]
    Operand* weights;  ///< [kMaxQueries, kKeyBlock]
    Operand* query;    ///< [kMaxQueries, depth]
};

template <class T>
inline void attend(const QueryBlock<T>& block, const void* packed, void* memory) {
    const Packing packing(block.keys, block.width);
    const Scratch scratch(memory, block.width);
    const auto* keys = static_cast<const Operand*>(packed);
    const Operand* values = keys + packing.key_values();
    const Index rows = block.query.rows;
    for (Index r = 0; r < rows; ++r) {
        for (Index d = 0; d < packing.depth; ++d) {
            scratch.query[r * packing.depth + d] = operand(block.query, r, d, block.width);
        }
    }
    RowState states[kMaxQueries];
    for (Index r = 0; r < rows; ++r) {
        states[r] = {-3.0e38F, 0.0F};
    }
    const float scale = block.scale * 1.44269504F;  // log2(e)
    const bool causal = block.visible < block.keys;
    const Index seen = causal ? smaller(block.keys, block.visible + rows - 1) : block.keys;
    for (Index first = 0; first < seen; first += kKeyBlock) {
        const Index count = smaller(kKeyBlock, packing.keys - first);
        const Index columns = rounded_up(count, kPanelStep);
        for (Index panel = 0; panel < columns; panel += kPanel) {
            multiply_panel(scratch.query, packing.depth, rows, keys + (first + panel) * packing.depth,
                           smaller(kPanel, columns - panel), packing.depth, scratch.scores + panel, kKeyBlock, nullptr);
        }
        for (Index r = 0; r < rows; ++r) {
            Index visible = count;
            if (causal) {
                visible = smaller(count, block.visible + r - first);
                visible = visible < 0 ? 0 : visible;
            }
            Operand* weights = scratch.weights + r * kKeyBlock;
            scratch.keep[r] = weigh(scratch.scores + r * kKeyBlock, visible, columns, scale, states[r], weights);
        }
        const Index depth = rounded_up(count, kPerLane);
        const Operand* panel_values = values + first * packing.value_columns;
        for (Index panel = 0; panel < packing.value_columns; panel += kPanel) {
            const Index width = smaller(kPanel, packing.value_columns - panel);
            multiply_panel(scratch.weights, kKeyBlock, rows, panel_values, width, depth, scratch.out + panel,
                           packing.value_columns, first == 0 ? nullptr : scratch.keep);
            panel_values += width * depth;
        }
    }
    for (Index r = 0; r < rows; ++r) {
        const float factor = 1.0F / states[r].sum;
        T* out = block.out.data + r * block.out.stride;
        for (Index d = 0; d < block.width; ++d) {
            store(out[d], scratch.out[r * packing.value_columns + d] * factor);
        }
    }
}

inline std::size_t packed_bytes(Index keys, Index width) {
    return static_cast<std::size_t>(Packing(keys, width).all_values()) * sizeof(Operand);
}

template <class T>
inline void pack(const HeadRows<const T>& key, const HeadRows<const T>& value, Index width, void* packed) {
    const Packing packing(key.rows, width);
    auto* to = static_cast<Operand*>(packed);
    pack_keys(key, width, packing, to);
    pack_values(value, width, packing, to + packing.key_values());
}

template <class T>
constexpr AttentionKernel<T> kernel(const char* name, bool (*runs_here)()) {
    return {name, runs_here, packed_bytes, pack<T>, Scratch::bytes, attend<T>};
}

}  // namespace destudio::nn::DESTUDIO_LEVEL

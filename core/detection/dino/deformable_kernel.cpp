// SPDX-License-Identifier: Apache-2.0
#include "core/detection/dino/deformable_kernel.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/nn/kernels/vector_math.h"

namespace destudio::detection {

namespace {

/// The four cells around one sampling point. A cell outside the map keeps weight 0 and a harmless offset.
struct Corners {
    std::array<std::int64_t, 4> token;  ///< inside the level: 00, 01, 10, 11 (row, column)
    std::array<float, 4> inside;        ///< 1 or 0
    float x_fraction;
    float y_fraction;
    bool any;
};

DESTUDIO_INLINE Corners find_corners(float x_location, float y_location, const LevelShape& level) {
    const auto width = static_cast<float>(level.width);
    const auto height = static_cast<float>(level.height);
    const float x = x_location * width - 0.5F;
    const float y = y_location * height - 0.5F;
    Corners corners{};
    // Also false for NaN, which must not become an index.
    corners.any = x > -1.0F && y > -1.0F && x < width && y < height;
    if (!corners.any) {
        return corners;
    }
    const float x_floor = std::floor(x);
    const float y_floor = std::floor(y);
    corners.x_fraction = x - x_floor;
    corners.y_fraction = y - y_floor;
    const auto x0 = static_cast<std::int64_t>(x_floor);
    const auto y0 = static_cast<std::int64_t>(y_floor);
    for (int i = 0; i < 4; ++i) {
        const std::int64_t column = x0 + (i & 1);
        const std::int64_t row = y0 + (i >> 1);
        const bool inside = column >= 0 && row >= 0 && column < level.width && row < level.height;
        const auto slot = static_cast<std::size_t>(i);
        corners.inside[slot] = inside ? 1.0F : 0.0F;
        corners.token[slot] = inside ? row * level.width + column : 0;
    }
    return corners;
}

DESTUDIO_INLINE std::array<float, 4> bilinear_weights(const Corners& c) {
    const float x1 = c.x_fraction;
    const float y1 = c.y_fraction;
    const float x0 = 1.0F - x1;
    const float y0 = 1.0F - y1;
    return {y0 * x0 * c.inside[0], y0 * x1 * c.inside[1], y1 * x0 * c.inside[2], y1 * x1 * c.inside[3]};
}

/// Where slice (batch, head) starts and how far apart its rows are.
struct Slice {
    const float* value;
    std::int64_t value_offset;
    std::int64_t batch;
    std::int64_t head;
};

DESTUDIO_INLINE Slice make_slice(const DeformableSizes& s, const DeformableInputs& in, std::int64_t index) {
    Slice slice{};
    slice.batch = index / s.heads;
    slice.head = index % s.heads;
    slice.value_offset = (slice.batch * s.tokens * s.heads + slice.head) * s.head_dim;
    slice.value = in.value + slice.value_offset;
    return slice;
}

/// kDim > 0 fixes head_dim at compile time, so that the loops over it unroll into registers.
template <int kDim>
DESTUDIO_INLINE void forward_slice(const DeformableSizes& s, const DeformableInputs& in, float* output,
                                   std::int64_t index) {
    const std::int64_t dim = kDim > 0 ? kDim : s.head_dim;
    const std::int64_t stride = s.heads * dim;
    const Slice slice = make_slice(s, in, index);
    const auto levels = static_cast<std::int64_t>(s.levels.size());
    for (std::int64_t q = 0; q < s.queries; ++q) {
        const std::int64_t row = (slice.batch * s.queries + q) * s.heads + slice.head;
        const float* location = in.locations + row * levels * s.points * 2;
        const float* weight = in.weights + row * levels * s.points;
        float* out = output + row * dim;
        float sum[kDim > 0 ? kDim : 1] = {};
        float* accumulator = kDim > 0 ? sum : out;
        if (kDim == 0) {
            std::fill(out, out + dim, 0.0F);
        }
        const float* level_value = slice.value;
        for (const LevelShape& level : s.levels) {
            for (std::int64_t p = 0; p < s.points; ++p, location += 2, ++weight) {
                const Corners corners = find_corners(location[0], location[1], level);
                if (!corners.any) {
                    continue;
                }
                const auto w = bilinear_weights(corners);
                const float w0 = w[0] * *weight;
                const float w1 = w[1] * *weight;
                const float w2 = w[2] * *weight;
                const float w3 = w[3] * *weight;
                const float* v0 = level_value + corners.token[0] * stride;
                const float* v1 = level_value + corners.token[1] * stride;
                const float* v2 = level_value + corners.token[2] * stride;
                const float* v3 = level_value + corners.token[3] * stride;
                for (std::int64_t d = 0; d < dim; ++d) {
                    accumulator[d] += w0 * v0[d] + w1 * v1[d] + w2 * v2[d] + w3 * v3[d];
                }
            }
            level_value += level.tokens() * stride;
        }
        if (kDim > 0) {
            std::copy(sum, sum + dim, out);
        }
    }
}

template <int kDim>
DESTUDIO_INLINE void backward_slice(const DeformableSizes& s, const DeformableInputs& in,
                                    const DeformableGradients& grad, std::int64_t index) {
    const std::int64_t dim = kDim > 0 ? kDim : s.head_dim;
    const std::int64_t stride = s.heads * dim;
    const Slice slice = make_slice(s, in, index);
    const auto levels = static_cast<std::int64_t>(s.levels.size());
    for (std::int64_t q = 0; q < s.queries; ++q) {
        const std::int64_t row = (slice.batch * s.queries + q) * s.heads + slice.head;
        const std::int64_t first = row * levels * s.points;
        const float* location = in.locations + first * 2;
        const float* weight = in.weights + first;
        float* grad_location = grad.locations + first * 2;
        float* grad_weight = grad.weights + first;
        const float* incoming = grad.output + row * dim;
        const float* level_value = slice.value;
        float* level_grad = grad.value + slice.value_offset;
        for (const LevelShape& level : s.levels) {
            for (std::int64_t p = 0; p < s.points; ++p, location += 2, ++weight, grad_location += 2, ++grad_weight) {
                const Corners corners = find_corners(location[0], location[1], level);
                if (!corners.any) {
                    *grad_weight = 0;
                    grad_location[0] = 0;
                    grad_location[1] = 0;
                    continue;
                }
                const auto w = bilinear_weights(corners);
                std::array<float, 4> dot{};
                for (std::size_t c = 0; c < 4; ++c) {
                    if (corners.inside[c] == 0.0F) {
                        continue;
                    }
                    const float* v = level_value + corners.token[c] * stride;
                    float* g = level_grad + corners.token[c] * stride;
                    const float factor = w[c] * *weight;
                    float product = 0;
                    for (std::int64_t d = 0; d < dim; ++d) {
                        product += v[d] * incoming[d];
                        g[d] += factor * incoming[d];
                    }
                    dot[c] = product;
                }
                *grad_weight = w[0] * dot[0] + w[1] * dot[1] + w[2] * dot[2] + w[3] * dot[3];
                const float dx =
                    (1.0F - corners.y_fraction) * (dot[1] - dot[0]) + corners.y_fraction * (dot[3] - dot[2]);
                const float dy =
                    (1.0F - corners.x_fraction) * (dot[2] - dot[0]) + corners.x_fraction * (dot[3] - dot[1]);
                grad_location[0] = *weight * dx * static_cast<float>(level.width);
                grad_location[1] = *weight * dy * static_cast<float>(level.height);
            }
            level_value += level.tokens() * stride;
            level_grad += level.tokens() * stride;
        }
    }
}

}  // namespace

// Plain functions rather than templates: compilers clone only those.
#define DESTUDIO_DISPATCH(CALL) \
    switch (sizes.head_dim) {   \
        case 8:                 \
            CALL(8);            \
            break;              \
        case 12:                \
            CALL(12);           \
            break;              \
        case 16:                \
            CALL(16);           \
            break;              \
        case 24:                \
            CALL(24);           \
            break;              \
        case 32:                \
            CALL(32);           \
            break;              \
        default:                \
            CALL(0);            \
    }

DESTUDIO_CLONES void deformable_forward(const DeformableSizes& sizes, const DeformableInputs& in, float* output,
                                        std::int64_t slice_begin, std::int64_t slice_end) {
#define DESTUDIO_FORWARD(DIM)                                \
    for (std::int64_t i = slice_begin; i < slice_end; ++i) { \
        forward_slice<DIM>(sizes, in, output, i);            \
    }
    DESTUDIO_DISPATCH(DESTUDIO_FORWARD)
}

DESTUDIO_CLONES void deformable_backward(const DeformableSizes& sizes, const DeformableInputs& in,
                                         const DeformableGradients& grad, std::int64_t slice_begin,
                                         std::int64_t slice_end) {
#define DESTUDIO_BACKWARD(DIM)                               \
    for (std::int64_t i = slice_begin; i < slice_end; ++i) { \
        backward_slice<DIM>(sizes, in, grad, i);             \
    }
    DESTUDIO_DISPATCH(DESTUDIO_BACKWARD)
}

}  // namespace destudio::detection

// SPDX-License-Identifier: Apache-2.0
#include "core/nn/io/tensor_names.h"

#include <utility>

namespace destudio::nn {

std::optional<std::vector<std::int64_t>> changed_shape(std::vector<std::int64_t> shape, TensorChange change) {
    switch (change) {
        case TensorChange::kNone:
            return shape;
        case TensorChange::kSqueeze:
            while (shape.size() > 2 && shape.back() == 1) {
                shape.pop_back();
            }
            return shape.size() == 2 ? std::optional(shape) : std::nullopt;
        case TensorChange::kTranspose:
            if (shape.size() != 2) {
                return std::nullopt;
            }
            std::swap(shape[0], shape[1]);
            return shape;
        default:
            if (shape.empty() || shape[0] % 3 != 0) {
                return std::nullopt;
            }
            shape[0] /= 3;
            return shape;
    }
}

}  // namespace destudio::nn

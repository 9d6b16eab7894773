// SPDX-License-Identifier: Apache-2.0
#include "core/nn/functional/parallel.h"

#include <ATen/Parallel.h>

namespace destudio::nn {

void parallel_for(std::int64_t begin, std::int64_t end, const std::function<void(std::int64_t, std::int64_t)>& body) {
    at::parallel_for(begin, end, 1, body);
}

}  // namespace destudio::nn

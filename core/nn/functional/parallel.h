// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>

namespace destudio::nn {

/// at::parallel_for with a grain of 1: calls body(first, last) for parts of [begin, end) on libtorch's threads. Use
/// this one: at::parallel_for is a template that runs on one thread wherever the compiler is not told of OpenMP, and
/// here only parallel.cpp is.
void parallel_for(std::int64_t begin, std::int64_t end, const std::function<void(std::int64_t, std::int64_t)>& body);

}  // namespace destudio::nn

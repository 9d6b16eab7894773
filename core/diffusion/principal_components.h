// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/nn/torch.h"

namespace destudio::diffusion {

struct PrincipalComponents {
    torch::Tensor scores;           ///< [N,count] float32: each row's coordinates, centred
    std::vector<double> explained;  ///< share of the variance of each component, falling, their sum at most 1
};

/// The directions of largest variance of `rows` (K. Pearson 1901), by the eigenvectors of the smaller of the covariance
/// [C,C] and the Gram matrix [N,N]. The sign of each is chosen so that its largest score is positive, so equal input
/// gives equal output. Missing components (fewer rows or columns than `count`) are zero.
/// @param rows [N,C], any floating type, N of 1 or more
PrincipalComponents principal_components(const torch::Tensor& rows, std::int64_t count);

}  // namespace destudio::diffusion

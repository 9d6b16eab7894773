// SPDX-License-Identifier: Apache-2.0
#include "core/map/principal_axes.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>

namespace destudio {

namespace {

/// Symmetric.
cv::Mat1d covariance(const VectorSet& vectors, const std::vector<double>& mean) {
    const std::size_t n = vectors.length;
    cv::Mat1d sums = cv::Mat1d::zeros(static_cast<int>(n), static_cast<int>(n));
    std::vector<double> centred(n);
    for (std::size_t i = 0; i < vectors.size(); ++i) {
        for (std::size_t a = 0; a < n; ++a) {
            centred[a] = vectors[i][a] - mean[a];
        }
        for (std::size_t a = 0; a < n; ++a) {
            double* const row = sums[static_cast<int>(a)];
            for (std::size_t b = a; b < n; ++b) {
                row[b] += centred[a] * centred[b];
            }
        }
    }
    cv::completeSymm(sums);
    return sums;
}

/// The largest part of an axis is positive.
double sign_of_axis(const double* axis, std::size_t n) {
    double largest = 0;
    for (std::size_t k = 0; k < n; ++k) {
        largest = std::abs(axis[k]) > std::abs(largest) ? axis[k] : largest;
    }
    return largest < 0 ? -1 : 1;
}

}  // namespace

VectorSet along_principal_axes(const VectorSet& vectors, std::size_t axes) {
    const std::size_t n = vectors.length;
    VectorSet result;
    result.length = std::min(std::max<std::size_t>(axes, 1), n);
    if (vectors.size() == 0) {
        return result;
    }
    std::vector<double> mean(n, 0.0);
    for (std::size_t i = 0; i < vectors.size(); ++i) {
        for (std::size_t a = 0; a < n; ++a) {
            mean[a] += vectors[i][a];
        }
    }
    for (double& value : mean) {
        value /= static_cast<double>(vectors.size());
    }
    cv::Mat1d variances;
    cv::Mat1d found;  // an axis a row, by falling variance
    cv::eigen(covariance(vectors, mean), variances, found);
    std::vector<float> basis(result.length * n);
    for (std::size_t axis = 0; axis < result.length; ++axis) {
        const double* const parts = found[static_cast<int>(axis)];
        const double sign = sign_of_axis(parts, n);
        for (std::size_t k = 0; k < n; ++k) {
            basis[axis * n + k] = static_cast<float>(sign * parts[k]);
        }
    }
    result.values.resize(vectors.size() * result.length);
    for (std::size_t i = 0; i < vectors.size(); ++i) {
        for (std::size_t axis = 0; axis < result.length; ++axis) {
            double sum = 0;
            for (std::size_t k = 0; k < n; ++k) {
                sum += basis[axis * n + k] * (vectors[i][k] - mean[k]);
            }
            result.values[i * result.length + axis] = static_cast<float>(sum);
        }
    }
    return result;
}

}  // namespace destudio

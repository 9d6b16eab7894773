// SPDX-License-Identifier: Apache-2.0
#include "core/map/principal_axes.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace destudio {

namespace {

/// Symmetric, row by row.
using SquareMatrix = std::vector<double>;

SquareMatrix covariance(const VectorSet& vectors, const std::vector<double>& mean) {
    const std::size_t n = vectors.length;
    SquareMatrix sums(n * n, 0.0);
    std::vector<double> centred(n);
    for (std::size_t i = 0; i < vectors.size(); ++i) {
        for (std::size_t a = 0; a < n; ++a) {
            centred[a] = vectors[i][a] - mean[a];
        }
        for (std::size_t a = 0; a < n; ++a) {
            for (std::size_t b = a; b < n; ++b) {
                sums[a * n + b] += centred[a] * centred[b];
            }
        }
    }
    for (std::size_t a = 0; a < n; ++a) {
        for (std::size_t b = 0; b < a; ++b) {
            sums[a * n + b] = sums[b * n + a];
        }
    }
    return sums;
}

/// Jacobi's rotations: afterwards `matrix` is diagonal and the columns of the answer are its axes.
SquareMatrix diagonalise(SquareMatrix& matrix, std::size_t n) {
    SquareMatrix axes(n * n, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
        axes[i * n + i] = 1;
    }
    constexpr int kSweeps = 30;
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
        double off = 0;
        double all = 0;
        for (std::size_t a = 0; a < n; ++a) {
            for (std::size_t b = 0; b < n; ++b) {
                const double square = matrix[a * n + b] * matrix[a * n + b];
                all += square;
                off += a == b ? 0 : square;
            }
        }
        if (off <= all * 1e-18) {
            break;
        }
        for (std::size_t p = 0; p + 1 < n; ++p) {
            for (std::size_t q = p + 1; q < n; ++q) {
                const double mixed = matrix[p * n + q];
                if (mixed == 0) {
                    continue;
                }
                const double theta = (matrix[q * n + q] - matrix[p * n + p]) / (2 * mixed);
                const double t = (theta >= 0 ? 1 : -1) / (std::abs(theta) + std::sqrt(theta * theta + 1));
                const double c = 1 / std::sqrt(t * t + 1);
                const double s = t * c;
                for (std::size_t k = 0; k < n; ++k) {
                    const double kp = matrix[k * n + p];
                    const double kq = matrix[k * n + q];
                    matrix[k * n + p] = c * kp - s * kq;
                    matrix[k * n + q] = s * kp + c * kq;
                }
                for (std::size_t k = 0; k < n; ++k) {
                    const double pk = matrix[p * n + k];
                    const double qk = matrix[q * n + k];
                    matrix[p * n + k] = c * pk - s * qk;
                    matrix[q * n + k] = s * pk + c * qk;
                    const double ap = axes[k * n + p];
                    const double aq = axes[k * n + q];
                    axes[k * n + p] = c * ap - s * aq;
                    axes[k * n + q] = s * ap + c * aq;
                }
            }
        }
    }
    return axes;
}

/// The largest part of an axis is positive.
double sign_of_axis(const SquareMatrix& axes, std::size_t n, std::size_t column) {
    double largest = 0;
    for (std::size_t k = 0; k < n; ++k) {
        const double part = axes[k * n + column];
        largest = std::abs(part) > std::abs(largest) ? part : largest;
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
    SquareMatrix matrix = covariance(vectors, mean);
    const SquareMatrix found = diagonalise(matrix, n);
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return matrix[a * n + a] > matrix[b * n + b]; });
    std::vector<float> basis(result.length * n);
    for (std::size_t axis = 0; axis < result.length; ++axis) {
        const double sign = sign_of_axis(found, n, order[axis]);
        for (std::size_t k = 0; k < n; ++k) {
            basis[axis * n + k] = static_cast<float>(sign * found[k * n + order[axis]]);
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

// SPDX-License-Identifier: Apache-2.0
#include "core/verify/checks.h"

#include "core/nn/torch.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace destudio::verify {

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

bool same_shape(const torch::Tensor& actual, const torch::Tensor& expected) {
    return actual.defined() && expected.defined() && actual.sizes() == expected.sizes();
}

}  // namespace

double largest_difference(const torch::Tensor& actual, const torch::Tensor& expected) {
    if (!same_shape(actual, expected)) {
        return kNever;
    }
    if (expected.numel() == 0) {
        return 0;
    }
    const auto a = actual.detach().to(torch::kCPU, torch::kDouble);
    const auto e = expected.to(torch::kDouble);
    const auto same = a == e;  // also equal infinities
    const auto difference = (a - e).abs().masked_fill(same, 0.0);
    if (difference.isnan().any().item<bool>()) {
        return kNever;
    }
    return difference.max().item<double>();
}

double largest_magnitude(const torch::Tensor& tensor) {
    if (tensor.numel() == 0) {
        return 0;
    }
    const auto magnitudes = tensor.to(torch::kDouble).abs();
    return magnitudes.masked_fill(magnitudes.isfinite().logical_not(), 0.0).max().item<double>();
}

void Checks::close(const std::string& name, const torch::Tensor& actual, const torch::Tensor& expected, double relative,
                   double floor) {
    within(name, actual, expected, relative * std::max(floor, largest_magnitude(expected)));
}

void Checks::within(const std::string& name, const torch::Tensor& actual, const torch::Tensor& expected, double bound) {
    const double error = largest_difference(actual, expected);
    add({.name = name, .max_error = error, .bound = bound, .passed = error <= bound});
}

void Checks::equal(const std::string& name, const torch::Tensor& actual, const torch::Tensor& expected) {
    double different = kNever;
    if (same_shape(actual, expected)) {
        different = (actual.to(torch::kCPU, torch::kDouble) != expected.to(torch::kDouble)).sum().item<double>();
    }
    add({.name = name, .max_error = different, .bound = 0, .passed = different == 0});
}

void Checks::number(const std::string& name, double actual, double expected, double bound) {
    const bool both_nan = std::isnan(actual) && std::isnan(expected);
    const double error = both_nan || actual == expected ? 0 : std::abs(actual - expected);
    add({.name = name, .max_error = std::isnan(error) ? kNever : error, .bound = bound, .passed = error <= bound});
}

void Checks::holds(const std::string& name, bool good) {
    add({.name = name, .max_error = good ? 0.0 : 1.0, .bound = 0, .passed = good});
}

void Checks::fail(const std::string& name, const std::string& sentence) {
    add({.name = name, .max_error = kNever, .bound = 0, .passed = false, .note = sentence});
}

void Checks::add(Check check) {
    m_checks.push_back(std::move(check));
    if (m_sink) {
        m_sink(m_checks.back());
    }
}

}  // namespace destudio::verify

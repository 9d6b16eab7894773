// SPDX-License-Identifier: Apache-2.0
#include "core/verify/detection_checks.h"

#include "core/nn/torch.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace destudio::verify {

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

/// Largest absolute difference; infinity for another shape, NaN, or infinities that differ.
double largest_difference(const torch::Tensor& actual, const torch::Tensor& expected) {
    if (!actual.defined() || actual.sizes() != expected.sizes()) {
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

double largest_magnitude(const torch::Tensor& expected) {
    if (expected.numel() == 0) {
        return 0;
    }
    const auto e = expected.to(torch::kDouble).abs();
    return e.masked_fill(e.isfinite().logical_not(), 0.0).max().item<double>();
}

}  // namespace

void DetectionChecks::close(const std::string& name, const torch::Tensor& actual, const torch::Tensor& expected,
                            double relative, double floor) {
    within(name, actual, expected, relative * std::max(floor, largest_magnitude(expected)));
}

void DetectionChecks::within(const std::string& name, const torch::Tensor& actual, const torch::Tensor& expected,
                             double bound) {
    const double error = largest_difference(actual, expected);
    m_checks.push_back({name, error, bound, error <= bound});
}

void DetectionChecks::equal(const std::string& name, const torch::Tensor& actual, const torch::Tensor& expected) {
    double different = kNever;
    if (actual.defined() && actual.sizes() == expected.sizes()) {
        different = (actual.to(torch::kCPU, torch::kDouble) != expected.to(torch::kDouble)).sum().item<double>();
    }
    m_checks.push_back({name, different, 0, different == 0});
}

void DetectionChecks::number(const std::string& name, double actual, double expected, double bound) {
    const bool both_nan = std::isnan(actual) && std::isnan(expected);
    const double error = both_nan || actual == expected ? 0 : std::abs(actual - expected);
    m_checks.push_back({name, std::isnan(error) ? kNever : error, bound, error <= bound});
}

void DetectionChecks::holds(const std::string& name, bool good) {
    m_checks.push_back({name, good ? 0.0 : 1.0, 0, good});
}

std::vector<std::string> Recording::names() const {
    std::vector<std::string> names;
    for (const auto& [name, entry] : m_file.entries()) {
        names.push_back(name);
    }
    return names;
}

detection::Targets Recording::targets(const std::string& boxes) const {
    detection::Targets targets;
    for (int b = 0; has("in.target." + std::to_string(b) + ".labels"); ++b) {
        const std::string prefix = "in.target." + std::to_string(b) + ".";
        targets.push_back({(*this)[prefix + "labels"], (*this)[prefix + boxes]});
    }
    return targets;
}

std::vector<std::filesystem::path> recordings(const std::filesystem::path& folder, const std::string& prefix) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".safetensors" && entry.path().stem().string().starts_with(prefix)) {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace destudio::verify

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace destudio::verify {

/// One compared tensor or number.
struct Check {
    std::string name;
    double max_error = 0;  ///< infinity when the shapes differ or something is not a number
    double bound = 0;
    bool passed = false;
    /// Something that a person may want to know but that need not agree.
    bool informative = false;
    std::string note = {};  ///< a sentence, empty most of the time
};

using CheckSink = std::function<void(const Check&)>;

/// Largest absolute difference; infinity for another shape, NaN, or infinities that differ.
double largest_difference(const torch::Tensor& actual, const torch::Tensor& expected);
/// Largest finite magnitude; 0 for an empty tensor.
double largest_magnitude(const torch::Tensor& tensor);

/// Collects comparisons of one case and hands each to a sink as it comes.
class Checks {
public:
    explicit Checks(CheckSink sink = {}) : m_sink(std::move(sink)) {}

    /// Largest absolute difference against 1e-4 times the largest magnitude of `expected` (at least 1e-4 * floor).
    /// Infinite entries must agree exactly. NaN or another shape is a failure.
    void close(const std::string& name, const torch::Tensor& actual, const torch::Tensor& expected,
               double relative = 1e-4, double floor = 0.1);
    /// The same with a fixed bound.
    void within(const std::string& name, const torch::Tensor& actual, const torch::Tensor& expected, double bound);
    /// Every entry the same; the error is the number of different ones.
    void equal(const std::string& name, const torch::Tensor& actual, const torch::Tensor& expected);
    void number(const std::string& name, double actual, double expected, double bound);
    /// A statement that must hold.
    void holds(const std::string& name, bool good);
    /// Something that could not be compared, and why.
    void fail(const std::string& name, const std::string& sentence);
    void add(Check check);

    const std::vector<Check>& all() const { return m_checks; }

private:
    CheckSink m_sink;
    std::vector<Check> m_checks;
};

}  // namespace destudio::verify

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/detection/denoising_queries.h"
#include "core/nn/safetensors.h"

namespace destudio::verify {

/// One compared tensor or number.
struct DetectionCheck {
    std::string name;
    double max_error = 0;
    double bound = 0;
    bool passed = false;
};

/// Collects comparisons of one case.
class DetectionChecks {
public:
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

    const std::vector<DetectionCheck>& all() const { return m_checks; }

private:
    std::vector<DetectionCheck> m_checks;
};

/// A recorded safetensors file whose U8 tensors stand for booleans.
class Recording {
public:
    explicit Recording(const std::filesystem::path& path) : m_file(path) {}

    bool has(const std::string& name) const { return m_file.contains(name); }
    torch::Tensor operator[](const std::string& name) const { return m_file.tensor(name); }
    torch::Tensor mask(const std::string& name) const { return m_file.tensor(name).to(torch::kBool); }
    std::vector<std::string> names() const;
    /// "in.target.B.labels" and the boxes under "in.target.B.`boxes`" for B = 0, 1, ...
    detection::Targets targets(const std::string& boxes = "boxes") const;

private:
    nn::SafetensorsFile m_file;
};

/// .safetensors files of a folder, sorted, whose name starts with `prefix`.
std::vector<std::filesystem::path> recordings(const std::filesystem::path& folder, const std::string& prefix);

}  // namespace destudio::verify

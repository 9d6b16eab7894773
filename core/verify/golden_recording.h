// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "core/nn/io/safetensors.h"
#include "core/verify/checks.h"

namespace destudio::verify {

/// A folder's golden.json (the index, with a bound for each tensor) and golden.safetensors. It remembers what was used,
/// so that a recorded tensor which nothing computes cannot pass unnoticed.
class GoldenRecording {
public:
    /// @throws IoError, FormatError
    explicit GoldenRecording(const std::filesystem::path& folder);

    const std::filesystem::path& folder() const { return m_folder; }
    /// Where the model's folder of the diffusers layout is: the folder itself, or the one below that the index names.
    std::filesystem::path model_folder() const;
    const nlohmann::json& index() const { return m_index; }
    /// The list `key` of the index; an empty one when there is none.
    const nlohmann::json& list(const std::string& key) const;

    bool has(const std::string& name) const { return m_file.contains(name); }
    /// Names that start with `prefix`, sorted.
    std::vector<std::string> names(const std::string& prefix) const;
    /// For use as an input. @throws FormatError when there is no such tensor
    torch::Tensor operator[](const std::string& name) const;

    /// Compares with the recorded tensor within its `atol`, else 1e-4 of its largest magnitude; whole numbers exactly.
    /// Does nothing when there is no such recording. @param label what to call the result; empty: `name`
    void compare(Checks& checks, const std::string& name, const torch::Tensor& actual,
                 const std::string& label = {}) const;
    /// The same, but a difference is no failure.
    void inform(Checks& checks, const std::string& name, const torch::Tensor& actual, const std::string& note) const;
    /// Says that the tensor needs no comparison.
    void set_aside(const std::string& name) const { m_used.insert(name); }

    /// One failure for each recorded tensor that was neither compared nor used.
    void fail_unused(Checks& checks) const;

private:
    double bound(const std::string& name, const torch::Tensor& expected) const;

    std::filesystem::path m_folder;
    nlohmann::json m_index;
    nn::SafetensorsFile m_file;
    mutable std::set<std::string> m_used;
};

/// Runs one part of a case; an exception becomes one failed check called `part`.
/// @throws CancelledError, which passes
void guarded(Checks& checks, const std::string& part, const std::function<void()>& run);

}  // namespace destudio::verify

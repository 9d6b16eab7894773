// SPDX-License-Identifier: Apache-2.0
#include "core/verify/golden_recording.h"

#include <exception>

#include "core/base/error.h"
#include "core/base/json.h"

namespace destudio::verify {

namespace {

constexpr double kDefaultRelativeBound = 1e-4;

}  // namespace

GoldenRecording::GoldenRecording(const std::filesystem::path& folder)
    : m_folder(folder), m_index(read_json(folder / "golden.json")), m_file(folder / "golden.safetensors") {
    if (!m_index.is_object()) {
        throw FormatError((folder / "golden.json").string() + " does not hold an object. Get the recording again.");
    }
}

std::filesystem::path GoldenRecording::model_folder() const {
    const auto found = m_index.find("folder");
    if (found == m_index.end() || !found->is_string()) {
        return m_folder;
    }
    const std::filesystem::path name = found->get<std::string>();
    if (name.filename() != name || name == "..") {
        throw FormatError((m_folder / "golden.json").string() + ": \"folder\" is no folder's name.");
    }
    return m_folder / name;
}

const nlohmann::json& GoldenRecording::list(const std::string& key) const {
    static const nlohmann::json kEmpty = nlohmann::json::array();
    const auto found = m_index.find(key);
    if (found == m_index.end() || found->is_null()) {
        return kEmpty;
    }
    if (!found->is_array()) {
        throw FormatError((m_folder / "golden.json").string() + ": \"" + key +
                          "\" is not a list. Get the recording again.");
    }
    return *found;
}

std::vector<std::string> GoldenRecording::names(const std::string& prefix) const {
    std::vector<std::string> names;
    for (auto at = m_file.entries().lower_bound(prefix); at != m_file.entries().end() && at->first.starts_with(prefix);
         ++at) {
        names.push_back(at->first);
    }
    return names;
}

torch::Tensor GoldenRecording::operator[](const std::string& name) const {
    m_used.insert(name);
    return m_file.tensor(name);
}

double GoldenRecording::bound(const std::string& name, const torch::Tensor& expected) const {
    if (!expected.is_floating_point()) {
        return 0;
    }
    if (m_index.contains("tensors") && m_index["tensors"].contains(name)) {
        const auto& entry = m_index["tensors"][name];
        if (entry.contains("atol") && entry["atol"].is_number()) {
            return entry["atol"].get<double>();
        }
    }
    return kDefaultRelativeBound * largest_magnitude(expected);
}

void GoldenRecording::compare(Checks& checks, const std::string& name, const torch::Tensor& actual,
                              const std::string& label) const {
    if (has(name)) {
        const auto expected = (*this)[name];
        checks.within(label.empty() ? name : label, actual, expected, bound(name, expected));
    }
}

void GoldenRecording::inform(Checks& checks, const std::string& name, const torch::Tensor& actual,
                             const std::string& note) const {
    if (has(name)) {
        const auto expected = (*this)[name];
        const double error = largest_difference(actual, expected);
        const double allowed = bound(name, expected);
        checks.add({.name = name,
                    .max_error = error,
                    .bound = allowed,
                    .passed = error <= allowed,
                    .informative = true,
                    .note = note});
    }
}

void GoldenRecording::fail_unused(Checks& checks) const {
    for (const auto& [name, entry] : m_file.entries()) {
        if (!m_used.contains(name)) {
            checks.fail(name, "Nothing in this program computes or uses this recorded tensor.");
        }
    }
}

void guarded(Checks& checks, const std::string& part, const std::function<void()>& run) {
    try {
        run();
    } catch (const CancelledError&) {
        throw;
    } catch (const std::exception& error) {
        const std::string text = error.what();
        checks.fail(part, text.substr(0, text.find('\n')));  // libtorch appends a stack trace
    }
}

}  // namespace destudio::verify

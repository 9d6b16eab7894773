// SPDX-License-Identifier: Apache-2.0
#include "core/training/loop/training_log.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>

#include "core/base/atomic_file.h"
#include "core/base/error.h"

namespace destudio::training {

namespace {

/// The step that a line tells of, where it is one of `stage`.
std::optional<std::int64_t> step_in(const nlohmann::json& line, const std::string& stage) {
    const auto step = line.value("step", nlohmann::json());
    const bool is_step = line.value("stage", nlohmann::json()) == stage && step.is_number_integer();
    return is_step ? std::optional(step.get<std::int64_t>()) : std::nullopt;
}

bool is_kept(const std::string& line, const std::string& stage, std::int64_t first_step) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (!json.is_object()) {
        return false;  // the torn last line of a killed run
    }
    const auto step = step_in(json, stage);
    return !step || *step < first_step;
}

}  // namespace

std::int64_t logged_steps(const std::filesystem::path& log, const std::string& stage) {
    constexpr std::streamoff kTail = 1 << 14;
    std::ifstream in(log, std::ios::binary | std::ios::ate);
    if (!in) {
        return 0;
    }
    in.seekg(std::max<std::streamoff>(0, static_cast<std::streamoff>(in.tellg()) - kTail));
    std::int64_t steps = 0;
    for (std::string line; std::getline(in, line);) {  // the first one may be a piece, which is no JSON
        const auto json = nlohmann::json::parse(line, nullptr, false);
        if (const auto step = json.is_object() ? step_in(json, stage) : std::nullopt) {
            steps = *step + 1;
        }
    }
    return steps;
}

TrainingLog::TrainingLog(const std::filesystem::path& path, const std::string& stage, std::int64_t first_step)
    : m_path(path) {
    std::error_code ignored;  // opening the file says what is wrong
    std::filesystem::create_directories(path.parent_path(), ignored);
    if (std::filesystem::exists(path)) {
        std::istringstream old(read_file(path));
        std::string kept;
        for (std::string line; std::getline(old, line);) {
            if (is_kept(line, stage, first_step)) {
                kept += line + '\n';
            }
        }
        write_file_atomically(path, kept);
    }
    m_out.open(path, std::ios::app);
    if (!m_out) {
        throw IoError("Cannot write the training log " + path.string() + ". Check that the folder is writable.");
    }
}

void TrainingLog::write(const nlohmann::json& line) {
    m_out << line.dump() << '\n' << std::flush;
    if (!m_out) {
        throw IoError("Cannot write the training log " + m_path.string() + ". Is the disk full?");
    }
}

}  // namespace destudio::training

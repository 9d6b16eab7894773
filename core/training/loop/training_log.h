// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace destudio::training {

/// Name of the log in a run's folder.
inline constexpr const char* kLogName = "log.jsonl";
/// What the evaluations' lines have behind the name of their stage.
inline constexpr const char* kEvaluationSuffix = "-evaluation";

/// Steps that a log tells of a stage, from its last lines: cheap, however long it is. 0 where there is none.
std::int64_t logged_steps(const std::filesystem::path& log, const std::string& stage);

/// JSON lines, one object a step. Appends; when a run is resumed, lines at or after the resumed step are dropped first
/// so that every step stands there once.
class TrainingLog {
public:
    /// @param first_step lines of `stage` whose "step" is >= first_step are removed
    /// @throws IoError when the file cannot be written
    TrainingLog(const std::filesystem::path& path, const std::string& stage, std::int64_t first_step);

    void write(const nlohmann::json& line);

private:
    std::filesystem::path m_path;
    std::ofstream m_out;
};

}  // namespace destudio::training

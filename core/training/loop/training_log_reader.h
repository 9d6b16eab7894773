// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace destudio::training {

/// A figure after so many steps.
struct CurvePoint {
    std::int64_t step = 0;
    double value = 0;
};

/// What a run's log says about one stage.
struct TrainingCurves {
    std::vector<CurvePoint> loss;
    std::map<std::string, std::vector<CurvePoint>> parts;  ///< "loss_class", "loss_box", ...
    std::vector<CurvePoint> learning_rate;
    std::vector<CurvePoint> ap;  ///< COCO AP on the held-out pictures; -1 where undefined
    std::vector<CurvePoint> ap50;
    double seconds_left = 0;  ///< as of the last step
    double images_per_second = 0;

    /// Steps that are done.
    std::int64_t steps() const { return loss.empty() ? 0 : loss.back().step + 1; }
};

/// Follows a log.jsonl while it grows. A run that resumes rewrites its log; that is noticed and everything is read
/// again. Lines that make no sense are skipped: a killed run may have left a torn one.
class TrainingLogReader {
public:
    TrainingLogReader(std::filesystem::path log, std::string stage);

    /// Takes in what is new. A log that does not exist yet is an empty one. @return whether anything changed
    /// @throws IoError when the file is there and cannot be read
    bool poll();
    const TrainingCurves& curves() const { return m_curves; }

private:
    void take(const std::string& line);

    std::filesystem::path m_log;
    std::string m_stage;
    TrainingCurves m_curves;
    std::uintmax_t m_read = 0;  ///< bytes taken in, up to the end of a line
    std::uint64_t m_inode = 0;
};

}  // namespace destudio::training

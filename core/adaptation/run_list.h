// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/adaptation/picture_choice.h"

namespace destudio::adaptation {

/// What a list of runs shows of one.
struct RunSummary {
    std::filesystem::path folder;
    PictureChoice::Kind kind = PictureChoice::Kind::kReferences;
    std::string framework;
    std::int64_t steps_done = 0;
    std::int64_t steps = 0;
    double start_ap = -1;
    double ap = -1;
    double ap50 = -1;
    bool has_adapter = false;
    bool finished() const { return steps_done >= steps; }
};

/// Where the runs of a project are: PROJECT.training beside the project file.
std::filesystem::path runs_folder(const std::filesystem::path& project_file);
/// A folder for the next run there, which does not exist yet: "run-001", ...
std::filesystem::path next_run_folder(const std::filesystem::path& runs);
/// The runs in a folder, by name; folders that hold none, or a broken one, are left out. Never throws.
std::vector<RunSummary> list_runs(const std::filesystem::path& runs);

}  // namespace destudio::adaptation

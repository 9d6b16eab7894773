// SPDX-License-Identifier: Apache-2.0
#include "core/adaptation/run_list.h"

#include <algorithm>
#include <cstdio>

#include "core/adaptation/adapter_run.h"
#include "core/training/loop/training_log.h"

namespace destudio::adaptation {

namespace fs = std::filesystem;

namespace {

RunSummary summary_of(const fs::path& folder) {
    const AdapterRunRequest request = read_request(folder);
    const AdapterRunResult result = read_result(folder);
    RunSummary summary;
    summary.folder = folder;
    summary.kind = request.pictures.kind;
    summary.framework = request.recipe.framework;
    summary.steps = request.recipe.steps;
    summary.steps_done = training::logged_steps(folder / training::kLogName, "adapter");
    summary.start_ap = result.start_ap;
    summary.ap = result.ap;
    summary.ap50 = result.ap50;
    summary.has_adapter = !result.adapter.empty();
    return summary;
}

}  // namespace

fs::path runs_folder(const fs::path& project_file) {
    fs::path folder = project_file;
    return folder.replace_extension(".training");
}

fs::path next_run_folder(const fs::path& runs) {
    for (int number = 1;; ++number) {
        char name[32];
        std::snprintf(name, sizeof name, "run-%03d", number);
        std::error_code ec;
        if (!fs::exists(runs / name, ec)) {
            return runs / name;
        }
    }
}

std::vector<RunSummary> list_runs(const fs::path& runs) {
    std::vector<RunSummary> list;
    std::error_code ec;
    for (const auto& entry : fs::directory_iterator(runs, ec)) {
        try {
            if (is_run(entry.path())) {
                list.push_back(summary_of(entry.path()));
            }
        } catch (const std::exception&) {
            continue;
        }
    }
    std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.folder < b.folder; });
    return list;
}

}  // namespace destudio::adaptation

// SPDX-License-Identifier: Apache-2.0
#include "core/domain/domain_stages.h"

#include <chrono>

#include "core/base/error.h"
#include "core/base/output_folder.h"
#include "core/domain/low_priority.h"
#include "core/domain/stage_work.h"

namespace destudio::domain {

namespace {

void require_ready(const DomainPlan& plan, DomainStage stage) {
    switch (waits_for(plan, stage)) {
        case Wait::kNothing:
            return;
        case Wait::kPictures:
            throw IoError("There are no pictures at " + plan.choices.pictures.string() + ". Bring them back first.");
        case Wait::kBaseModel:
            throw UsageError("The base model is not trained yet.");
        case Wait::kLabels:
            throw UsageError("Only " + std::to_string(plan.labelled) + " of the " + std::to_string(plan.pictures) +
                             " pictures have boxes. Label some first.");
        case Wait::kAdapter:
            throw UsageError("The adapter is not trained yet.");
    }
}

void work_on(DomainPlan& plan, DomainStage stage, const std::stop_token& stop, const ProgressSink& progress) {
    switch (stage) {
        case DomainStage::kBaseModel:
            return train_base_stage(plan, stop, progress);
        case DomainStage::kAdapter:
            return train_adapter_stage(plan, stop, progress);
        case DomainStage::kLadder:
            return make_project_stage(plan, stop, progress);
        case DomainStage::kGain:
            return measure_gain_stage(plan, stop, progress);
    }
}

/// Writes how a turn of a stage ended. A disk that is full may refuse that, too: then the plan still says that it runs,
/// which is read as stopped.
void note_end(DomainPlan& plan, DomainStage stage, StageState state, const std::string& sentence) noexcept {
    plan.stage(stage).state = state;
    plan.stage(stage).sentence = sentence;
    try {
        write_plan(plan);
    } catch (const std::exception&) {
    }
}

}  // namespace

DomainPlan run_stage(const std::filesystem::path& folder, DomainStage stage, const std::stop_token& stop,
                     const ProgressSink& progress) {
    const FolderLock lock(folder);
    DomainPlan plan = read_plan(folder);
    require_ready(plan, stage);
    lower_thread_priority();
    StageRecord& record = plan.stage(stage);
    record.state = StageState::kRunning;
    record.sentence.clear();
    write_plan(plan);
    const auto began = std::chrono::steady_clock::now();
    const double before = record.seconds;
    const auto note_time = [&] {
        record.seconds = before + std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    };
    try {
        work_on(plan, stage, stop, progress);
    } catch (const CancelledError&) {
        note_time();
        note_end(plan, stage, StageState::kStopped, {});
        throw;
    } catch (const std::exception& error) {
        note_time();
        note_end(plan, stage, StageState::kFailed, error.what());
        throw;
    }
    note_time();
    record.state = StageState::kFinished;
    write_plan(plan);
    return plan;
}

}  // namespace destudio::domain

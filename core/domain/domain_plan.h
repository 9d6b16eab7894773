// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace destudio::domain {

/// The way from a folder of pictures to an answer, in its order.
enum class DomainStage { kBaseModel, kAdapter, kLadder, kGain };
inline constexpr std::array kDomainStages = {DomainStage::kBaseModel, DomainStage::kAdapter, DomainStage::kLadder,
                                             DomainStage::kGain};

enum class StageState { kNotBegun, kRunning, kStopped, kFinished, kFailed };

/// How long the machine may work on all stages together.
enum class Budget { kEvening, kOvernight, kWeekend, kSteps };

/// What a person chose; everything else follows from it and from the pictures.
struct DomainChoices {
    std::filesystem::path pictures;    ///< folder, or annotation file of a dataset
    std::string name = "pictures";     ///< of the new model
    std::string domain = "picture";    ///< what the pictures are, for prompts: "blood smear"
    std::string flips = "none";        ///< "none", "horizontal", "vertical", "both"
    bool quarter_turns = false;        ///< the pictures have no up and down
    std::filesystem::path start_from;  ///< bundle to train further; empty: afresh
    Budget budget = Budget::kOvernight;
    std::int64_t steps = 4000;  ///< of the U-Net, for Budget::kSteps

    bool operator==(const DomainChoices&) const = default;
};

/// How far a stage is.
struct StageRecord {
    StageState state = StageState::kNotBegun;
    std::string sentence;                   ///< why it failed
    double seconds = 0;                     ///< worked on so far, all turns together
    std::map<std::string, double> figures;  ///< of a finished one: "steps", "held_out_loss", "AP", "pictures", ...

    bool operator==(const StageRecord&) const = default;
};

/// A line of the answer to "does it help?".
struct GainLine {
    std::string trained_on;  ///< "real", "real + variants"
    std::int64_t pictures = 0;
    double ap = -1;
    double ap_deviation = 0;
    double ap50 = -1;

    bool operator==(const GainLine&) const = default;
};

/// The stages of one domain and how far each is. Lives as plan.json in the domain's folder, so that a later start of
/// the program goes on.
struct DomainPlan {
    std::filesystem::path folder;
    DomainChoices choices;
    std::size_t pictures = 0;
    std::size_t labelled = 0;            ///< pictures with a box, as the survey counted them
    std::int64_t autoencoder_steps = 0;  ///< 0: not settled, the speed has not been measured
    std::int64_t base_steps = 0;         ///< of the U-Net; 0: not settled
    std::int64_t adapter_steps = 0;      ///< 0: not settled
    double base_step_seconds = 0;        ///< of the U-Net, as the trial measured it; 0: not measured
    std::array<StageRecord, kDomainStages.size()> stages;
    std::vector<GainLine> gain;

    StageRecord& stage(DomainStage which) { return stages.at(static_cast<std::size_t>(which)); }
    const StageRecord& stage(DomainStage which) const { return stages.at(static_cast<std::size_t>(which)); }
    bool is_finished(DomainStage which) const { return stage(which).state == StageState::kFinished; }
    bool has_labels() const;

    std::filesystem::path base() const { return folder / "base"; }
    std::filesystem::path bundle() const { return base() / "bundle"; }
    std::filesystem::path adapter() const { return folder / "adapter"; }
    std::filesystem::path gain_folder() const { return folder / "gain"; }
    std::filesystem::path project() const { return folder / (choices.name + ".destudio"); }

    bool operator==(const DomainPlan&) const = default;
};

/// Fewer labelled pictures than this cannot be learned from and measured on.
inline constexpr std::size_t kFewestLabelled = 2;

/// What a stage waits for before it can begin.
enum class Wait { kNothing, kPictures, kBaseModel, kLabels, kAdapter };
Wait waits_for(const DomainPlan& plan, DomainStage stage);

/// Whether a folder holds a plan.
bool is_domain(const std::filesystem::path& folder);
/// A stage that was running when the program ended is a stopped one. @throws IoError, FormatError
DomainPlan read_plan(const std::filesystem::path& folder);
/// Atomically. @throws IoError
void write_plan(const DomainPlan& plan);
/// Begins a plan in a new, empty or own folder. Where the folder holds a plan with the same pictures, that one goes on
/// with the new budget; steps that are settled stay. @throws UsageError when the folder holds something else; IoError
DomainPlan begin_plan(const std::filesystem::path& folder, const DomainChoices& choices, std::size_t pictures,
                      std::size_t labelled);

/// "base_model", ...: of the file and of progress.
std::string to_string(DomainStage stage);

}  // namespace destudio::domain

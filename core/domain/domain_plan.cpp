// SPDX-License-Identifier: Apache-2.0
#include "core/domain/domain_plan.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/json_read.h"
#include "core/base/output_folder.h"

namespace destudio::domain {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr std::array kStageWords = {"base_model", "adapter", "ladder", "gain"};
constexpr std::array kStateWords = {"not_begun", "running", "stopped", "finished", "failed"};
constexpr std::array kBudgetWords = {"evening", "overnight", "weekend", "steps"};

fs::path plan_file(const fs::path& folder) {
    return folder / "plan.json";
}

template <class Enum, std::size_t kCount>
Enum word_in(const std::array<const char*, kCount>& words, const json& object, const char* key, const fs::path& file) {
    const auto text = json_value<std::string>(object, key, words.front());
    const auto found = std::find(words.begin(), words.end(), text);
    if (found == words.end()) {
        throw FormatError(file.string() + ": \"" + text + "\" is not known as " + key + ".");
    }
    return static_cast<Enum>(found - words.begin());
}

json choices_json(const DomainChoices& choices) {
    return {{"pictures", choices.pictures.string()},
            {"name", choices.name},
            {"domain", choices.domain},
            {"flips", choices.flips},
            {"quarter_turns", choices.quarter_turns},
            {"start_from", choices.start_from.string()},
            {"budget", kBudgetWords.at(static_cast<std::size_t>(choices.budget))},
            {"steps", choices.steps}};
}

DomainChoices read_choices(const json& object, const fs::path& file) {
    DomainChoices choices;
    choices.pictures = json_value<std::string>(object, "pictures", {});
    choices.name = json_value(object, "name", choices.name);
    choices.domain = json_value(object, "domain", choices.domain);
    choices.flips = json_value(object, "flips", choices.flips);
    choices.quarter_turns = json_value(object, "quarter_turns", false);
    choices.start_from = json_value<std::string>(object, "start_from", {});
    choices.budget = word_in<Budget>(kBudgetWords, object, "budget", file);
    choices.steps = std::max(std::int64_t{1}, json_value(object, "steps", choices.steps));
    if (choices.name.empty() || choices.name.find('/') != std::string::npos || choices.name.front() == '.') {
        throw FormatError(file.string() + " names no model.");
    }
    return choices;
}

StageRecord read_stage(const json& object, const fs::path& file) {
    StageRecord record;
    record.state = word_in<StageState>(kStateWords, object, "state", file);
    if (record.state == StageState::kRunning) {
        record.state = StageState::kStopped;
    }
    record.sentence = json_value<std::string>(object, "sentence", {});
    record.seconds = json_value(object, "seconds", 0.0);
    record.figures = json_value(object, "figures", record.figures);
    return record;
}

}  // namespace

std::string to_string(DomainStage stage) {
    return kStageWords.at(static_cast<std::size_t>(stage));
}

bool DomainPlan::has_labels() const {
    return labelled >= kFewestLabelled;
}

Wait waits_for(const DomainPlan& plan, DomainStage stage) {
    std::error_code ec;
    if (!plan.is_finished(stage) && !fs::exists(plan.choices.pictures, ec)) {
        return Wait::kPictures;
    }
    if (stage == DomainStage::kBaseModel) {
        return Wait::kNothing;
    }
    if (stage != DomainStage::kLadder && !plan.has_labels()) {
        return Wait::kLabels;
    }
    if (!plan.is_finished(DomainStage::kBaseModel)) {
        return Wait::kBaseModel;
    }
    const bool needs_adapter = stage != DomainStage::kAdapter && plan.has_labels();
    return needs_adapter && !plan.is_finished(DomainStage::kAdapter) ? Wait::kAdapter : Wait::kNothing;
}

bool is_domain(const fs::path& folder) {
    std::error_code ec;
    return fs::is_regular_file(plan_file(folder), ec);
}

DomainPlan read_plan(const fs::path& folder) {
    const fs::path file = plan_file(folder);
    const json object = read_json(file);
    const auto has_object = [&](const char* key) { return object.contains(key) && object.at(key).is_object(); };
    if (!object.is_object() || !has_object("choices") || !has_object("stages")) {
        throw FormatError(file.string() + " does not describe the way to a model.");
    }
    DomainPlan plan;
    plan.folder = folder;
    plan.choices = read_choices(object.at("choices"), file);
    plan.pictures = json_value(object, "pictures", plan.pictures);
    plan.labelled = json_value(object, "labelled", plan.labelled);
    plan.autoencoder_steps = json_value(object, "autoencoder_steps", plan.autoencoder_steps);
    plan.base_steps = json_value(object, "base_steps", plan.base_steps);
    plan.adapter_steps = json_value(object, "adapter_steps", plan.adapter_steps);
    plan.base_step_seconds = json_value(object, "base_step_seconds", plan.base_step_seconds);
    for (const DomainStage stage : kDomainStages) {
        plan.stage(stage) = read_stage(json_value(object.at("stages"), to_string(stage), json::object()), file);
    }
    for (const json& line : json_value(object, "gain", json::array())) {
        plan.gain.push_back({json_value<std::string>(line, "trained_on", {}),
                             json_value(line, "pictures", std::int64_t{0}), json_value(line, "AP", -1.0),
                             json_value(line, "AP_deviation", 0.0), json_value(line, "AP50", -1.0)});
    }
    return plan;
}

void write_plan(const DomainPlan& plan) {
    json object = {{"choices", choices_json(plan.choices)},
                   {"pictures", plan.pictures},
                   {"labelled", plan.labelled},
                   {"autoencoder_steps", plan.autoencoder_steps},
                   {"base_steps", plan.base_steps},
                   {"adapter_steps", plan.adapter_steps},
                   {"base_step_seconds", plan.base_step_seconds}};
    for (const DomainStage stage : kDomainStages) {
        const StageRecord& record = plan.stage(stage);
        object["stages"][to_string(stage)] = {{"state", kStateWords.at(static_cast<std::size_t>(record.state))},
                                              {"sentence", record.sentence},
                                              {"seconds", record.seconds},
                                              {"figures", record.figures}};
    }
    object["gain"] = json::array();
    for (const GainLine& line : plan.gain) {
        object["gain"].push_back({{"trained_on", line.trained_on},
                                  {"pictures", line.pictures},
                                  {"AP", line.ap},
                                  {"AP_deviation", line.ap_deviation},
                                  {"AP50", line.ap50}});
    }
    write_file_atomically(plan_file(plan.folder), object.dump(1) + "\n");
}

DomainPlan begin_plan(const fs::path& folder, const DomainChoices& choices, std::size_t pictures,
                      std::size_t labelled) {
    DomainPlan plan;
    if (is_domain(folder)) {
        plan = read_plan(folder);
        const bool begun = plan.stage(DomainStage::kBaseModel).state != StageState::kNotBegun;
        if (begun && plan.choices != choices) {
            throw UsageError(
                folder.string() +
                " holds a model that was begun with other choices. Go on with it, or choose another name.");
        }
    } else if (!is_unused_folder(folder)) {
        throw UsageError(folder.string() + " is not empty. Choose another name or folder for the new model.");
    }
    refuse_own_input(folder, {choices.pictures, choices.start_from});
    plan.folder = folder;
    plan.choices = choices;
    plan.pictures = pictures;
    plan.labelled = labelled;
    write_plan(plan);
    return plan;
}

}  // namespace destudio::domain

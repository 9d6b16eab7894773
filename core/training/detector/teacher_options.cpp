// SPDX-License-Identifier: Apache-2.0
#include "core/training/detector/teacher_options.h"

namespace destudio::training {

namespace {

void require_teacher(bool good, const std::string& name, const std::string& what) {
    if (!good) {
        throw ConfigError(name + ": teacher: " + what + ".");
    }
}

}  // namespace

TeacherOptions read_teacher_options(RecipeReader reader, const std::string& name) {
    TeacherOptions options;
    reader.read("burn_up", options.burn_up);
    reader.read("decay", options.decay);
    reader.read("min_score", options.min_score);
    reader.read("unlabelled_weight", options.unlabelled_weight);
    reader.read("domain_weight", options.domain_weight);
    reader.finish();
    require_teacher(options.burn_up > 0 && options.burn_up < 1, name, "burn_up must lie between 0 and 1");
    require_teacher(options.decay >= 0 && options.decay < 1, name, "decay must be at least 0 and below 1");
    require_teacher(options.min_score > 0 && options.min_score < 1, name, "min_score must lie between 0 and 1");
    require_teacher(options.unlabelled_weight >= 0, name, "unlabelled_weight must not be negative");
    require_teacher(options.domain_weight >= 0, name, "domain_weight must not be negative");
    return options;
}

nlohmann::json to_json(const TeacherOptions& options) {
    return {{"burn_up", options.burn_up},
            {"decay", options.decay},
            {"min_score", options.min_score},
            {"unlabelled_weight", options.unlabelled_weight},
            {"domain_weight", options.domain_weight}};
}

}  // namespace destudio::training

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "core/training/loop/recipe_reader.h"

namespace destudio::training {

/// How a detector learns from another domain's pictures without their boxes (Adaptive Teacher, Li et al. 2022). The
/// defaults are its authors' for Clipart1k.
struct TeacherOptions {
    double burn_up = 0.6;            ///< share of the steps that learn from labelled pictures alone
    double decay = 0.9996;           ///< of the teacher's weights, a step after them
    double min_score = 0.8;          ///< boxes of the teacher above this are taken for labels
    double unlabelled_weight = 0.5;  ///< of the losses on them
    double domain_weight = 0.1;      ///< of telling the domains apart; 0: not asked for
};

/// Reads what is there. @throws ConfigError naming the key that is unknown or makes no sense
TeacherOptions read_teacher_options(RecipeReader reader, const std::string& name);
nlohmann::json to_json(const TeacherOptions& options);

}  // namespace destudio::training

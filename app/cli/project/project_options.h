// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "app/cli/command.h"
#include "core/project/project.h"

namespace destudio::cli {

/// Which variants of which project a command is about.
struct ProjectChoice {
    std::string project;
    std::string filter;      ///< as the gallery's search line
    std::vector<RowId> ids;  ///< added to what the filter finds
    bool all = false;

    /// Whether the person said which variants.
    bool chosen() const { return all || !filter.empty() || !ids.empty(); }
};

/// The positional argument PROJECT. @param choice outlives the command
void add_project_argument(CLI::App& command, ProjectChoice& choice);
/// --filter and --id. @param with_all also --all, for commands that want to be told
void add_variant_options(CLI::App& command, ProjectChoice& choice, bool with_all);

/// The ids in the project's order; all of them where nothing was chosen. @throws UsageError for the filter, or an id
/// that is not there
std::vector<RowId> chosen_variants(Project& project, const ProjectChoice& choice,
                                   VariantOrder order = VariantOrder::kLadder);

/// Names of projects may be no UTF-8.
void print_project_json(const nlohmann::ordered_json& json);

/// Each adds its commands to `project`.
void add_project_review_commands(CLI::App& project, Context& context);
void add_project_exchange_commands(CLI::App& project, Context& context);
void add_project_version_commands(CLI::App& project, Context& context);
void add_project_history_command(CLI::App& project);

}  // namespace destudio::cli

// SPDX-License-Identifier: Apache-2.0
// destudio-cli project: what the window does with a project file, without it.
#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>

#include "app/cli/command_list.h"
#include "app/cli/project/project_options.h"

namespace destudio::cli {

void add_project_argument(CLI::App& command, ProjectChoice& choice) {
    command.add_option("PROJECT", choice.project, "The project file (.destudio)")->required();
}

void add_variant_options(CLI::App& command, ProjectChoice& choice, bool with_all) {
    command.add_option("--filter", choice.filter,
                       "Variants, as the gallery's search finds them: words, and terms such as state:new class:cat "
                       "score:[0,0.5] ratio:0.6 seed:1 boxes:0 size:small");
    command.add_option("--id", choice.ids, "Variants by number, as list shows them; several times or with commas")
        ->delimiter(',');
    if (with_all) {
        command.add_flag("--all", choice.all, "Every variant");
    }
}

std::vector<RowId> chosen_variants(Project& project, const ProjectChoice& choice, VariantOrder order) {
    const auto find = [&](const std::string& filter) {
        return project.search().find(parse_variant_filter(filter), order, project.settings().threshold());
    };
    if (choice.ids.empty()) {
        return find(choice.filter);
    }
    std::set<RowId> wanted(choice.ids.begin(), choice.ids.end());
    for (const RowId id : wanted) {
        project.variants().get(id);
    }
    if (!choice.filter.empty()) {
        const auto found = find(choice.filter);
        wanted.insert(found.begin(), found.end());
    }
    auto ids = find({});
    std::erase_if(ids, [&](RowId id) { return !wanted.contains(id); });
    return ids;
}

void print_project_json(const nlohmann::ordered_json& json) {
    std::cout << json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
}

void add_project_command(CLI::App& app, Context& context) {
    auto* project = app.add_subcommand(
        "project", "Bring variants into a project, decide on them, export them, and go back to versions");
    project->require_subcommand(1);
    add_project_review_commands(*project, context);
    add_project_exchange_commands(*project, context);
    add_project_version_commands(*project, context);
    add_project_history_command(*project);
}

}  // namespace destudio::cli

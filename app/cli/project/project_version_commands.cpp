// SPDX-License-Identifier: Apache-2.0
// destudio-cli project versions, snapshot, diff and restore.
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/project/project_options.h"
#include "core/base/shown_text.h"
#include "core/base/utc_time.h"
#include "core/project/version_diff.h"
#include "core/project/version_restore.h"

namespace destudio::cli {

namespace {

struct VersionsArguments {
    ProjectChoice choice;
    bool json = false;
};

void list_versions(const VersionsArguments& arguments) {
    const auto project = Project::open_for_reading(arguments.choice.project);
    auto list = nlohmann::ordered_json::array();
    for (const ProjectVersion& version : project->versions().all()) {
        auto exports = nlohmann::ordered_json::array();
        if (!arguments.json) {
            std::cout << version.id << '\t' << utc_text(version.created) << '\t' << shown_text(version.name)
                      << (version.automatic ? "\tautomatic" : "") << '\n';
        }
        for (const VersionExport& made : project->versions().exports(version.id)) {
            exports.push_back({{"folder", made.folder},
                               {"format", made.format},
                               {"created", utc_text(made.created)},
                               {"images", made.images},
                               {"boxes", made.boxes}});
            if (!arguments.json) {
                std::cout << "\texported to " << shown_text(made.folder) << " as " << made.format << ", " << made.images
                          << " images, " << made.boxes << " boxes\n";
            }
        }
        list.push_back({{"id", version.id},
                        {"name", version.name},
                        {"automatic", version.automatic},
                        {"created", utc_text(version.created)},
                        {"threshold", version.threshold},
                        {"exports", exports}});
    }
    if (arguments.json) {
        print_project_json(list);
    } else if (list.empty()) {
        std::cout << "The project has no versions.\n";
    }
}

struct SnapshotArguments {
    ProjectChoice choice;
    std::string name;
};

void take_snapshot(const SnapshotArguments& arguments) {
    const auto project = Project::open(arguments.choice.project);
    const RowId id = project->versions().add(arguments.name, project->settings().threshold());
    std::cout << "Version " << id << ": " << shown_text(arguments.name) << '\n';
}

struct DiffArguments {
    ProjectChoice choice;
    std::string from;
    std::string to;
    std::size_t most = 20;
    bool json = false;
};

void show_diff(const DiffArguments& arguments) {
    const auto project = Project::open_for_reading(arguments.choice.project);
    const ProjectVersion from = project->versions().find(arguments.from);
    std::optional<RowId> to;
    if (!arguments.to.empty()) {
        to = project->versions().find(arguments.to).id;
    }
    const VersionDiff diff = diff_versions(*project, from.id, to);
    if (arguments.json) {
        print_project_json(diff_json(diff));
    } else {
        std::cout << shown_text(diff_text(diff, arguments.most), true);
    }
}

struct RestoreArguments {
    ProjectChoice choice;
    std::string version;
};

void restore(const RestoreArguments& arguments) {
    const auto project = Project::open(arguments.choice.project);
    const ProjectVersion version = project->versions().find(arguments.version);
    std::optional<VariantFilter> only;
    if (!arguments.choice.filter.empty()) {
        only = parse_variant_filter(arguments.choice.filter);
    }
    const VersionRestore result = restore_version(*project, version.id, only);
    std::cout << "Back at version " << version.id << " (" << shown_text(version.name) << "): " << result.variants
              << (result.variants == 1 ? " variant as it was, " : " variants as they were, ") << result.brought_back
              << " brought back, " << result.removed << " removed, " << result.references
              << " references changed. What was before is version " << result.kept << ".\n";
    if (result.missing > 0) {
        std::cerr << "The pictures of " << result.missing
                  << " variants are not on the disk any more; rerun makes them again from their recipes.\n";
    }
}

}  // namespace

void add_project_version_commands(CLI::App& project, Context& /*context*/) {
    auto versions = std::make_shared<VersionsArguments>();
    auto* listing = project.add_subcommand("versions", "The versions of a project, and the exports of each");
    add_project_argument(*listing, versions->choice);
    listing->add_flag("--json", versions->json, "Print JSON");
    listing->callback([versions] { list_versions(*versions); });

    auto snapshot = std::make_shared<SnapshotArguments>();
    auto* taking = project.add_subcommand("snapshot", "Give the project as it is a name, to go back to");
    add_project_argument(*taking, snapshot->choice);
    taking->add_option("--name", snapshot->name, "What to call it")->required();
    taking->callback([snapshot] { take_snapshot(*snapshot); });

    auto diff = std::make_shared<DiffArguments>();
    auto* comparing = project.add_subcommand(
        "diff", "What differs between two versions: variants, decisions, boxes, references and classes");
    add_project_argument(*comparing, diff->choice);
    comparing->add_option("FROM", diff->from, "The older version, by number or name")->required();
    comparing->add_option("TO", diff->to, "The newer one; the project as it is where it is not given");
    comparing->add_option("--limit", diff->most, "Name at most so many of each kind")->capture_default_str();
    comparing->add_flag("--json", diff->json, "Print JSON");
    comparing->callback([diff] { show_diff(*diff); });

    auto back = std::make_shared<RestoreArguments>();
    auto* restoring = project.add_subcommand(
        "restore", "Make the project what it was at a version; what it is now becomes a version first");
    add_project_argument(*restoring, back->choice);
    restoring->add_option("VERSION", back->version, "The version, by number or name")->required();
    restoring->add_option("--filter", back->choice.filter,
                          "Only decisions and boxes of the variants that this finds now, as the gallery's search");
    restoring->callback([back] { restore(*back); });
}

}  // namespace destudio::cli

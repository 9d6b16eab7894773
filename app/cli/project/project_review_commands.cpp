// SPDX-License-Identifier: Apache-2.0
// destudio-cli project list, stats, accept, reject and reset.
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/project/project_options.h"
#include "core/base/shown_text.h"
#include "core/project/box_history.h"
#include "core/project/project_statistics.h"

namespace destudio::cli {

namespace {

struct ListArguments {
    ProjectChoice choice;
    std::string order = "ladder";
    std::size_t limit = 0;
    bool json = false;
};

VariantOrder parse_order(const std::string& word) {
    return word == "newest"         ? VariantOrder::kNewest
           : word == "fewest-edits" ? VariantOrder::kFewestEdits
           : word == "most-edits"   ? VariantOrder::kMaxEdits
                                    : VariantOrder::kLadder;
}

nlohmann::ordered_json summary_json(const VariantSummary& variant) {
    return {{"id", variant.id},
            {"state", to_string(variant.state)},
            {"reference", variant.reference.string()},
            {"ratio", variant.ratio},
            {"seed", variant.seed},
            {"boxes", variant.boxes.size()},
            {"expected_edits", variant.expected_edits},
            {"picture", variant.image.string()}};
}

void list_variants(const ListArguments& arguments) {
    const auto project = Project::open_for_reading(arguments.choice.project);
    auto ids = chosen_variants(*project, arguments.choice, parse_order(arguments.order));
    const std::size_t found = ids.size();
    if (arguments.limit > 0 && ids.size() > arguments.limit) {
        ids.resize(arguments.limit);
    }
    const auto variants = project->search().summaries(ids, project->settings().threshold());
    if (arguments.json) {
        auto list = nlohmann::ordered_json::array();
        for (const auto& variant : variants) {
            list.push_back(summary_json(variant));
        }
        print_project_json({{"found", found}, {"variants", list}});
        return;
    }
    for (const auto& variant : variants) {
        std::cout << variant.id << '\t' << to_string(variant.state) << '\t'
                  << shown_text(variant.reference.filename().string()) << '\t' << variant.ratio << '\t' << variant.seed
                  << '\t' << variant.boxes.size() << (variant.boxes.size() == 1 ? " box" : " boxes") << '\n';
    }
    std::cout << found << (found == 1 ? " variant" : " variants") << '\n';
}

struct StatsOfProject {
    ProjectChoice choice;
    bool json = false;
};

void print_stats(const StatsOfProject& arguments) {
    const auto project = Project::open_for_reading(arguments.choice.project);
    const double threshold = project->settings().threshold();
    const auto statistics = project_statistics(*project, threshold);
    const auto states = project->variants().count_by_state();
    if (arguments.json) {
        nlohmann::ordered_json json{{"name", project->name()},
                                    {"references", project->references().count()},
                                    {"threshold", threshold},
                                    {"lower_bound", project->settings().lower_bound()},
                                    {"variants", nlohmann::ordered_json::object()},
                                    {"classes", nlohmann::ordered_json::object()}};
        for (const auto& [state, count] : states) {
            json["variants"][to_string(state)] = count;
        }
        for (const auto& entry : statistics.classes) {
            json["classes"][entry.name] = {{"accepted", entry.accepted}, {"open", entry.open}};
        }
        print_project_json(json);
        return;
    }
    std::cout << shown_text(project->name()) << ": " << project->references().count() << " references\nvariants:";
    for (const auto& [state, count] : states) {
        std::cout << "  " << count << ' ' << to_string(state);
    }
    std::cout << (states.empty() ? "  none\n" : "\n");
    for (const auto& entry : statistics.classes) {
        std::cout << shown_text(entry.name) << ": " << entry.accepted << " accepted, " << entry.open << " open, of "
                  << entry.lower_bound.value_or(project->settings().lower_bound()) << '\n';
    }
}

struct Decision {
    const char* name;
    const char* help;
    VariantState to;
    const char* done;  ///< after the number: "accepted"
    const char* before;
};

constexpr Decision kDecisions[] = {
    {"accept", "Accept variants; those whose boxes were corrected stay \"edited\", which counts as accepted",
     VariantState::kAccepted, "accepted", "Before accepting "},
    {"reject", "Reject variants", VariantState::kRejected, "rejected", "Before rejecting "},
    {"reset", "Make variants not reviewed again; corrected boxes stay", VariantState::kNew, "not reviewed again",
     "Before resetting "},
};

// Whether the decision changes a variant in this state.
bool changes(const Decision& decision, VariantState state) {
    const bool corrected = decision.to == VariantState::kAccepted && state == VariantState::kEdited;
    return state != VariantState::kFailed && state != decision.to && !corrected;
}

void decide(const ProjectChoice& choice, const Decision& decision, const std::string& by) {
    if (!choice.chosen()) {
        throw UsageError(std::string("Say which variants to ") + decision.name +
                         ": --filter, --id, or --all for every one.");
    }
    const auto project = Project::open(choice.project);
    project->history().set_author(by);
    const auto ids = chosen_variants(*project, choice);
    std::vector<std::pair<RowId, VariantState>> states;
    for (const auto& review : project->variants().reviews(ids)) {
        if (changes(decision, review.state)) {
            states.emplace_back(review.id, decision.to);
        }
    }
    const std::string number = std::to_string(states.size());
    Project::Transaction transaction(*project);
    if (states.size() > 1) {
        project->versions().keep(decision.before + number + " variants", project->settings().threshold());
    }
    project->variants().set_states(states);
    project->history().add(decision_events(states));
    transaction.commit();
    std::cout << number << (states.size() == 1 ? " variant is " : " variants are ") << decision.done;
    if (ids.size() != states.size()) {
        std::cout << "; " << ids.size() - states.size() << " stay as they were";
    }
    std::cout << '\n';
}

}  // namespace

void add_project_review_commands(CLI::App& project, Context& /*context*/) {
    auto list = std::make_shared<ListArguments>();
    auto* listing = project.add_subcommand("list", "The variants of a project that a search finds");
    add_project_argument(*listing, list->choice);
    add_variant_options(*listing, list->choice, false);
    listing
        ->add_option("--order", list->order,
                     "ladder (by reference, seed and ratio), newest, fewest-edits or most-edits (expected corrections)")
        ->check(CLI::IsMember({"ladder", "newest", "fewest-edits", "most-edits"}))
        ->capture_default_str();
    listing->add_option("--limit", list->limit, "Show at most so many; 0: all")->capture_default_str();
    listing->add_flag("--json", list->json, "Print JSON");
    listing->callback([list] { list_variants(*list); });

    auto stats = std::make_shared<StatsOfProject>();
    auto* counting = project.add_subcommand("stats", "Count references, variants by decision, and boxes by class");
    add_project_argument(*counting, stats->choice);
    counting->add_flag("--json", stats->json, "Print JSON");
    counting->callback([stats] { print_stats(*stats); });

    for (const Decision& decision : kDecisions) {
        auto choice = std::make_shared<ProjectChoice>();
        auto* command = project.add_subcommand(decision.name, decision.help);
        add_project_argument(*command, *choice);
        add_variant_options(*command, *choice, true);
        auto by = std::make_shared<std::string>();
        command->add_option("--by", *by, "Who decides, as the history of boxes keeps it; the system's user at first");
        command->callback([choice, decision, by] { decide(*choice, decision, *by); });
    }
}

}  // namespace destudio::cli

// SPDX-License-Identifier: Apache-2.0
// destudio-cli project history.
#include <algorithm>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "app/cli/project/project_options.h"
#include "core/base/shown_text.h"
#include "core/project/box_history.h"

namespace destudio::cli {

namespace {

struct HistoryArguments {
    ProjectChoice choice;
    std::string image;
    bool json = false;
};

/// A picture of the project with its boxes.
struct HistoryPicture {
    bool of_variant = true;
    RowId id = 0;
    std::string name;  ///< of the picture's file
    std::vector<StoredAnnotation> boxes;
};

bool is_named(const std::filesystem::path& file, const std::string& name) {
    return !name.empty() && (file.filename() == name || file.stem() == name || file == name);
}

std::vector<HistoryPicture> chosen_pictures(Project& project, const HistoryArguments& arguments) {
    const double threshold = project.settings().threshold();
    std::vector<HistoryPicture> pictures;
    std::set<RowId> references;
    for (const Reference& reference : project.references().all()) {
        if (!is_named(reference.path, arguments.image)) {
            continue;
        }
        references.insert(reference.id);
        HistoryPicture picture{false, reference.id, reference.path.filename().string(), {}};
        for (const ReferenceBox& box : project.references().boxes(reference.id)) {
            StoredAnnotation annotation;
            annotation.id = box.id;
            annotation.class_id = box.class_id;
            annotation.box = box.box;
            picture.boxes.push_back(annotation);
        }
        pictures.push_back(std::move(picture));
    }
    const bool every = arguments.image.empty();
    for (const auto& variant : project.search().summaries(chosen_variants(project, arguments.choice), threshold)) {
        if (every || references.contains(variant.reference_id) || is_named(variant.image, arguments.image)) {
            pictures.push_back({true, variant.id, variant.image.filename().string(), variant.boxes});
        }
    }
    if (pictures.empty()) {
        throw UsageError(every ? "No variant of the project is chosen."
                               : "The project has no picture " + arguments.image +
                                     ". Name a reference or a variant's file, as \"project list --json\" shows them.");
    }
    return pictures;
}

class HistoryPrinter {
public:
    HistoryPrinter(Project& project, bool json) : m_project(project), m_json(json) {
        for (const ProjectClass& entry : project.classes().all()) {
            m_classes[entry.id] = entry.name;
        }
    }

    void print(const HistoryPicture& picture) {
        const auto events = m_project.history().of_picture(picture.of_variant, picture.id);
        std::optional<VariantRecord> record;
        if (picture.of_variant) {
            record = m_project.variants().get(picture.id);
        }
        nlohmann::ordered_json boxes = nlohmann::ordered_json::array();
        if (!m_json) {
            std::cout << (picture.of_variant ? "variant " : "reference ") << picture.id << ", "
                      << shown_text(picture.name) << '\n';
        }
        for (const StoredAnnotation& box : picture.boxes) {
            const BoxOrigin origin = record ? origin_of_box(*record, box) : BoxOrigin();
            const auto own = events_of_box(events, box_key_of(box));
            if (m_json) {
                boxes.push_back({{"class", m_classes[box.class_id]},
                                 {"bbox", {box.box.x1, box.box.y1, box.box.width(), box.box.height()}},
                                 {"history", history_json(origin, own)}});
                continue;
            }
            std::cout << "  " << shown_text(m_classes[box.class_id]) << " at " << box.box.x1 << ", " << box.box.y1
                      << '\n';
            for (const std::string& line : history_lines(origin, own)) {
                std::cout << "    " << shown_text(line) << '\n';
            }
        }
        print_removed(picture, events, boxes);
        if (m_json) {
            m_list.push_back({{picture.of_variant ? "variant" : "reference", picture.id},
                              {"picture", picture.name},
                              {"boxes", std::move(boxes)}});
        }
    }

    void finish() const {
        if (m_json) {
            print_project_json({{"pictures", m_list}});
        }
    }

private:
    // Boxes that are gone have a history, too.
    void print_removed(const HistoryPicture& picture, const std::vector<BoxEvent>& events,
                       nlohmann::ordered_json& boxes) {
        for (const BoxEvent& event : events) {
            const bool there = std::any_of(picture.boxes.begin(), picture.boxes.end(),
                                           [&](const auto& box) { return box_key_of(box) == event.box; });
            if (event.act != BoxAct::kRemoved || there) {
                continue;
            }
            const auto own = events_of_box(events, event.box);
            if (m_json) {
                boxes.push_back({{"class", event.before}, {"removed", true}, {"history", history_json({}, own)}});
                continue;
            }
            std::cout << "  " << shown_text(event.before) << ", removed\n";
            for (const std::string& line : history_lines({}, own)) {
                std::cout << "    " << shown_text(line) << '\n';
            }
        }
    }

    Project& m_project;
    bool m_json;
    std::map<RowId, std::string> m_classes;
    nlohmann::ordered_json m_list = nlohmann::ordered_json::array();
};

void print_history(const HistoryArguments& arguments) {
    if (arguments.image.empty() && !arguments.choice.chosen()) {
        throw UsageError("Say which pictures: --image, --id, --filter, or --all for every variant.");
    }
    const auto project = Project::open_for_reading(arguments.choice.project);
    HistoryPrinter printer(*project, arguments.json);
    for (const HistoryPicture& picture : chosen_pictures(*project, arguments)) {
        printer.print(picture);
    }
    printer.finish();
}

}  // namespace

void add_project_history_command(CLI::App& project) {
    auto arguments = std::make_shared<HistoryArguments>();
    auto* command = project.add_subcommand(
        "history", "What happened to boxes: which adapter made them, who changed them when, who accepted");
    add_project_argument(*command, arguments->choice);
    add_variant_options(*command, arguments->choice, true);
    command->add_option("--image", arguments->image,
                        "Name of a picture: a reference, with its variants, or the file of one variant");
    command->add_flag("--json", arguments->json, "Print JSON");
    command->callback([arguments] { print_history(*arguments); });
}

}  // namespace destudio::cli

// SPDX-License-Identifier: Apache-2.0
#include "core/project/dataset_exchange.h"

#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "core/engine/recipe/variant_annotations.h"
#include "core/engine/recipe/variant_name.h"
#include "core/project/box_history.h"

namespace destudio {

namespace fs = std::filesystem;

namespace {

/// COCO's member "history" of an annotation; empty where nothing is known.
std::string history_member(const VariantRecord& variant, const StoredAnnotation& annotation,
                           const std::map<RowId, std::vector<BoxEvent>>& events) {
    const auto found = events.find(variant.id);
    const auto history = history_json(
        origin_of_box(variant, annotation),
        found == events.end() ? std::vector<BoxEvent>() : events_of_box(found->second, box_key_of(annotation)));
    return history.empty()
               ? std::string()
               : "\"history\":" + history.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

ProjectExport export_chosen(Project& project, double threshold, const std::set<VariantState>& states,
                            const std::set<RowId>* only) {
    ProjectExport result;
    auto& dataset = result.dataset;
    std::map<RowId, int> class_index;
    for (const auto& entry : project.classes().all()) {
        class_index[entry.id] = static_cast<int>(dataset.classes.size());
        dataset.classes.push_back(entry.name);
    }
    std::map<RowId, Reference> references;
    for (auto& reference : project.references().all()) {
        references[reference.id] = std::move(reference);
    }
    dataset.info = {{"description", project.name()}, {"contributor", "DiffusionEngine Studio"}};
    VariantNamer namer;
    const auto events = project.history().of_variants();
    const auto files = std::make_shared<std::map<std::int64_t, fs::path>>();
    for (const auto& variant : project.variants().all()) {
        if (!states.contains(variant.state) || variant.image.empty() ||
            (only != nullptr && !only->contains(variant.id))) {
            continue;
        }
        dataset::Image image;
        image.id = static_cast<std::int64_t>(dataset.images.size()) + 1;
        image.file_name = namer.name(references[variant.reference_id].path.stem().string(), variant.recipe.encode_ratio,
                                     variant.recipe.seed) +
                          ".png";
        image.size = variant.recipe.size;
        image.caption = variant.recipe.prompt;
        image.confirmed = variant.state == VariantState::kAccepted || variant.state == VariantState::kEdited;
        image.attributes = {{"state", to_string(variant.state)}, {"recipe", variant.recipe}};
        image.extra = synthetic_members(references[variant.reference_id].path.filename().string(),
                                        variant.recipe.reference_hash, nlohmann::json(variant.recipe).dump());
        (*files)[image.id] = variant.image;
        result.origins[image.id] = {variant.id, variant.reference_id};
        for (const auto& annotation : project.annotations().of_variant(variant.id, threshold)) {
            dataset::Annotation entry;
            entry.image_id = image.id;
            entry.class_index = class_index.at(annotation.class_id);
            entry.box = clamped(annotation.box, image.size);
            entry.ignore = annotation.ignore;
            if (annotation.origin != AnnotationOrigin::kDrawn) {
                entry.score = annotation.score;
            }
            entry.attributes = {{"state", to_string(variant.state)}, {"origin", to_string(annotation.origin)}};
            entry.extra = history_member(variant, annotation, events);
            if (!entry.box.empty()) {
                dataset.annotations.push_back(std::move(entry));
            }
        }
        dataset.images.push_back(std::move(image));
    }
    result.images.marks = dataset::MarkRule::kAdd;  // variants from before there were marks have none
    result.images.file = [files](const dataset::Image& image) {
        const auto found = files->find(image.id);
        return found != files->end() ? found->second : fs::path();
    };
    return result;
}

}  // namespace

ProjectExport export_dataset(Project& project, double threshold, const std::set<VariantState>& states) {
    return export_chosen(project, threshold, states, nullptr);
}

ProjectExport export_dataset(Project& project, double threshold, const std::set<VariantState>& states,
                             const std::set<RowId>& variants) {
    return export_chosen(project, threshold, states, &variants);
}

void name_version(dataset::Dataset& dataset, const ProjectVersion& version) {
    dataset.info["project_version"] = {{"id", version.id}, {"name", version.name}, {"created", version.created}};
}

}  // namespace destudio

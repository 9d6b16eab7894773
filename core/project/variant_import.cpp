// SPDX-License-Identifier: Apache-2.0
#include "core/project/variant_import.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <system_error>
#include <utility>

#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/dataset/images/image_source.h"
#include "core/image/source_mark.h"

namespace destudio {

namespace {

namespace fs = std::filesystem;

std::string word_at(const nlohmann::json& object, const char* key) {
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// The recipe of an image: its attribute, else that inside its picture; empty where it has none.
std::string recipe_text(const dataset::Image& image, const dataset::ImageSource& source) {
    const auto found = image.attributes.is_object() ? image.attributes.find("recipe") : image.attributes.end();
    if (found != image.attributes.end() && found->is_object()) {
        return found->dump();
    }
    return dataset::picture_mark(source, image).recipe;
}

VariantState state_of(const dataset::Image& image) {
    try {
        const VariantState state = parse_variant_state(word_at(image.attributes, "state"));
        return state == VariantState::kFailed ? VariantState::kNew : state;
    } catch (const UsageError&) {
        return VariantState::kNew;
    }
}

// How a box came to be, as exports of projects write it; a box with a score is a detection.
AnnotationOrigin origin_of(const dataset::Annotation& annotation) {
    try {
        return parse_annotation_origin(word_at(annotation.attributes, "origin"));
    } catch (const UsageError&) {
        return annotation.score ? AnnotationOrigin::kDetected : AnnotationOrigin::kDrawn;
    }
}

void add_box(VariantScan::Entry& entry, const dataset::Annotation& annotation) {
    const AnnotationOrigin origin = origin_of(annotation);
    const double score = annotation.score.value_or(1);
    entry.boxes.push_back({annotation.class_index, annotation.box, origin, score, annotation.ignore});
    if (annotation.score) {
        entry.detections.push_back({annotation.box, annotation.class_index, score});
    }
    entry.has_own_boxes = entry.has_own_boxes || origin != AnnotationOrigin::kDetected || annotation.ignore;
}

fs::path picture_of(const dataset::Image& image, const dataset::ImageSource& source) {
    const fs::path file = source.file ? source.file(image) : fs::path();
    if (file.empty()) {
        throw FormatError("The picture of " + image.file_name + " lies inside the annotations; export it first.");
    }
    read_png_text(file, kRecipeKeyword);  // a project keeps PNG files
    return file;
}

class Importer {
public:
    Importer(Project& project, const VariantScan& scan) : m_project(project), m_scan(scan) {
        for (const Reference& reference : project.references().all()) {
            m_references.emplace(reference.hash, reference.id);
        }
        for (const VariantRecord& record : project.variants().all()) {
            m_known.insert(nlohmann::json(record.recipe).dump());
        }
        m_result.problems = scan.problems;
    }

    void add(const VariantScan::Entry& entry) {
        const auto reference = m_references.find(entry.recipe.reference_hash);
        if (reference == m_references.end()) {
            ++m_result.no_reference;
            return;
        }
        const std::string recipe = nlohmann::json(entry.recipe).dump();
        if (m_known.contains(recipe)) {
            ++m_result.known;
            return;
        }
        try {
            const fs::path picture = copy_variant_image(m_project.files_folder(), entry.picture);
            store(entry, reference->second, picture);
            m_known.insert(recipe);
            ++m_result.added;
        } catch (const FormatError& error) {
            m_result.problems.emplace_back(error.what());
        }
    }
    VariantImport take() { return std::move(m_result); }

private:
    void store(const VariantScan::Entry& entry, RowId reference, const fs::path& picture) {
        Variant variant;
        variant.recipe = entry.recipe;
        variant.detections = entry.detections;
        const RowId id = m_project.variants().add(reference, variant, m_scan.classes, picture).id;
        if (entry.has_own_boxes) {
            std::vector<StoredAnnotation> rows;
            for (const auto& box : entry.boxes) {
                StoredAnnotation row;
                row.class_id =
                    m_project.classes().find_or_add(m_scan.classes.at(static_cast<std::size_t>(box.class_index)));
                row.box = clamped(box.box, entry.recipe.size);
                row.origin = box.origin;
                row.score = box.score;
                row.ignore = box.ignore;
                rows.push_back(row);
            }
            m_project.annotations().replace(id, std::move(rows));
        }
        if (entry.state != VariantState::kNew) {
            m_project.variants().set_state(id, entry.state);
        }
    }

    Project& m_project;
    const VariantScan& m_scan;
    std::map<std::string, RowId> m_references;  ///< by content
    std::set<std::string> m_known;              ///< recipes
    VariantImport m_result;
};

}  // namespace

VariantScan scan_variants(const dataset::ReadResult& read) {
    VariantScan scan;
    scan.classes = read.dataset.classes;
    const auto source = dataset::ImageSource::of(read);
    const auto boxes = dataset::annotations_by_image(read.dataset);
    for (std::size_t i = 0; i < read.dataset.images.size(); ++i) {
        const dataset::Image& image = read.dataset.images[i];
        const std::string recipe = recipe_text(image, source);
        if (recipe.empty()) {
            continue;
        }
        try {
            VariantScan::Entry entry;
            entry.recipe = parse_json(recipe, "The recipe of " + image.file_name).get<Recipe>();
            entry.picture = picture_of(image, source);
            entry.state = state_of(image);
            for (const std::size_t position : boxes[i]) {
                add_box(entry, read.dataset.annotations[position]);
            }
            scan.entries.push_back(std::move(entry));
        } catch (const Error& error) {
            scan.problems.push_back(image.file_name + ": " + error.what());
        }
    }
    return scan;
}

dataset::ReadResult without_variants(const dataset::ReadResult& read) {
    dataset::ReadResult others = read;
    const auto source = dataset::ImageSource::of(read);
    std::set<std::int64_t> gone;
    for (const dataset::Image& image : read.dataset.images) {
        if (!recipe_text(image, source).empty()) {
            gone.insert(image.id);
        }
    }
    std::erase_if(others.dataset.images, [&](const auto& image) { return gone.contains(image.id); });
    std::erase_if(others.dataset.annotations, [&](const auto& box) { return gone.contains(box.image_id); });
    return others;
}

VariantImport import_variants(Project& project, const VariantScan& scan, const std::stop_token& stop,
                              const ProgressSink& progress) {
    constexpr std::size_t kStep =
        100;  // variants that are durable together: few enough to lose, many enough to be quick
    if (!scan.entries.empty()) {
        project.versions().keep("Before an import", project.settings().threshold());
    }
    Importer importer(project, scan);
    for (std::size_t first = 0; first < scan.entries.size(); first += kStep) {
        throw_if_stopped(stop);
        Project::Transaction transaction(project);
        const std::size_t end = std::min(first + kStep, scan.entries.size());
        for (std::size_t i = first; i < end; ++i) {
            importer.add(scan.entries[i]);
        }
        transaction.commit();
        if (progress) {
            progress({"import", static_cast<std::int64_t>(end), static_cast<std::int64_t>(scan.entries.size())});
        }
    }
    return importer.take();
}

}  // namespace destudio

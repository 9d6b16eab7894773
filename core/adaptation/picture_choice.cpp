// SPDX-License-Identifier: Apache-2.0
#include "core/adaptation/picture_choice.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/dataset/io/dataset_io.h"
#include "core/dataset/io/format.h"
#include "core/project/dataset_exchange.h"

namespace destudio::adaptation {

namespace fs = std::filesystem;

namespace {

using Kind = PictureChoice::Kind;

constexpr std::array<std::pair<Kind, const char*>, 4> kKinds = {{{Kind::kReferences, "references"},
                                                                 {Kind::kCorrections, "corrections"},
                                                                 {Kind::kDataset, "dataset"},
                                                                 {Kind::kWorld, "world"}}};
constexpr double kProjectShare = 0.2;
constexpr std::uint64_t kHeldOutOneIn = 10;

/// The val split where the dataset has both; else one in ten.
void hold_out_of_dataset(const dataset::Dataset& dataset, PictureList& list, std::uint64_t seed) {
    std::set<std::int64_t> validation;
    for (const dataset::Image& image : dataset.images) {
        if (image.split == "val") {
            validation.insert(image.id);
        }
    }
    const bool has_split = !validation.empty() && validation.size() < dataset.images.size();
    for (std::size_t i = 0; i < list.pictures.size(); ++i) {
        LabelledPicture& picture = list.pictures[i];
        picture.held_out = has_split ? validation.contains(picture.row) : mix_seeds(seed, i) % kHeldOutOneIn == 0;
    }
    // A small dataset may have drawn none.
    if (list.pictures.size() > 1 && list.count(true) == 0) {
        list.pictures.back().held_out = true;
    }
}

std::string counted(std::size_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::size_t group_count(const PictureList& list) {
    std::map<std::string, int> groups;
    for (const LabelledPicture& picture : list.pictures) {
        ++groups[picture.group];
    }
    return groups.size();
}

void check_corrections(const PictureList& list) {
    const std::size_t references = group_count(list);
    if (list.pictures.size() < kFewestCorrections || references < 2) {
        throw UsageError("There are " + counted(list.pictures.size(), "reviewed variant", "reviewed variants") +
                         " of " + counted(references, "reference", "references") + ". Accept or correct at least " +
                         std::to_string(kFewestCorrections) + " variants of at least 2 references first.");
    }
    if (list.classes.empty()) {
        throw UsageError("None of the reviewed variants has a box, so there is nothing to learn from.");
    }
}

void check_references(const PictureList& list) {
    if (list.pictures.size() < 2) {
        throw UsageError("There " + std::string(list.pictures.size() == 1 ? "is 1 reference" : "are no references") +
                         " with boxes. Draw or import the ground truth of at least 2 first.");
    }
}

}  // namespace

std::string to_string(Kind kind) {
    return std::find_if(kKinds.begin(), kKinds.end(), [kind](const auto& entry) { return entry.first == kind; })
        ->second;
}

Kind parse_picture_kind(const std::string& text) {
    for (const auto& [kind, name] : kKinds) {
        if (text == name) {
            return kind;
        }
    }
    throw FormatError("\"" + text +
                      "\" is no kind of pictures; it has to be references, corrections, dataset or world.");
}

PictureList references_of(Project& project) {
    PictureList list;
    std::map<RowId, int> label_of;
    for (const ProjectClass& entry : project.classes().all()) {
        label_of[entry.id] = static_cast<int>(list.classes.size());
        list.classes.push_back(entry.name);
    }
    for (const Reference& reference : project.references().all()) {
        LabelledPicture picture;
        picture.file = reference.path;
        picture.row = reference.id;
        picture.group = std::to_string(reference.id);
        for (const ReferenceBox& box : project.references().boxes(reference.id)) {
            picture.boxes.push_back(box.box);
            picture.labels.push_back(label_of.at(box.class_id));
        }
        if (!picture.boxes.empty()) {
            list.pictures.push_back(std::move(picture));
        }
    }
    drop_unused_classes(list);
    return list;
}

PictureList corrections_of(Project& project) {
    const ProjectExport data =
        export_dataset(project, project.settings().threshold(), {VariantState::kAccepted, VariantState::kEdited});
    PictureList list = list_pictures(data.dataset, data.images);
    for (LabelledPicture& picture : list.pictures) {
        const ProjectExport::Origin& origin = data.origins.at(picture.row);
        picture.row = origin.variant;
        picture.group = std::to_string(origin.reference);
    }
    drop_unused_classes(list);
    return list;
}

PictureList dataset_pictures(const fs::path& path, const std::string& format, const fs::path& images,
                             std::uint64_t seed) {
    std::error_code ec;
    if (!fs::exists(path, ec)) {
        throw IoError("There is no dataset " + path.string() + ".");
    }
    const auto& known = format == "auto" ? dataset::recognise_format(path) : dataset::find_format(format);
    dataset::ReadOptions options;
    options.images = images;
    const dataset::ReadResult read = dataset::open_dataset(known, path, options);
    for (const dataset::Issue& issue : read.issues) {
        spdlog::debug("{}: {}", issue.where, issue.what);
    }
    if (!read.issues.empty()) {
        spdlog::warn("{}: {} entries were repaired or left out; `destudio-cli validate` lists them.", path.string(),
                     read.issues.size());
    }
    PictureList list = list_pictures(read.dataset, dataset::ImageSource::folder(read.image_folder));
    hold_out_of_dataset(read.dataset, list, seed);
    if (list.count(false) == 0 || list.count(true) == 0) {
        throw FormatError(path.string() + " has " + std::to_string(list.pictures.size()) +
                          " pictures, too few to train on some and measure on the rest.");
    }
    if (list.classes.empty()) {
        throw FormatError(path.string() + " names no class, so there is nothing to learn.");
    }
    spdlog::info("{}: {} pictures to learn from, {} to measure on, {} classes", path.string(), list.count(false),
                 list.count(true), list.classes.size());
    return list;
}

PictureList gather(const PictureChoice& choice, std::uint64_t seed) {
    PictureList list;
    switch (choice.kind) {
        case Kind::kReferences:
            list = references_of(*Project::open_for_reading(choice.path));
            check_references(list);
            hold_out(list, kProjectShare, seed);
            break;
        case Kind::kCorrections:
            list = corrections_of(*Project::open_for_reading(choice.path));
            check_corrections(list);
            hold_out(list, kProjectShare, seed);
            break;
        case Kind::kDataset:
            return dataset_pictures(choice.path, choice.format, choice.images, seed);
        case Kind::kWorld:
            throw UsageError("Scenes of the clipart world are drawn, not listed.");
    }
    require_files(list);
    return list;
}

}  // namespace destudio::adaptation

// SPDX-License-Identifier: Apache-2.0
#include "core/adaptation/picture_choice.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "core/base/error.h"
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
constexpr double kDatasetShare = 0.1;

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

namespace {

using Positions = std::vector<std::size_t>;

dataset::ReadResult read_dataset(const PictureChoice& choice) {
    std::error_code ec;
    if (!fs::exists(choice.path, ec)) {
        throw IoError("There is no dataset " + choice.path.string() + ".");
    }
    const auto& known =
        choice.format == "auto" ? dataset::recognise_format(choice.path) : dataset::find_format(choice.format);
    dataset::ReadOptions options;
    options.images = choice.images;
    dataset::ReadResult read = dataset::open_dataset(known, choice.path, options);
    for (const dataset::Issue& issue : read.issues) {
        spdlog::debug("{}: {}", issue.where, issue.what);
    }
    if (!read.issues.empty()) {
        spdlog::warn("{}: {} entries were repaired or left out; `destudio-cli validate` lists them.",
                     choice.path.string(), read.issues.size());
    }
    return read;
}

/// Leaves out what nobody has looked at, unless it was asked for. @return how many
std::size_t leave_out_unlabelled(const dataset::Dataset& dataset, const PictureChoice& choice, Positions& positions) {
    if (choice.splits.unlabelled) {
        return 0;
    }
    const auto looked = dataset::looked_at(dataset);
    return std::erase_if(positions, [&](std::size_t i) { return !looked[i]; });
}

void tell_unlabelled(const PictureChoice& choice, std::size_t count) {
    if (count > 0) {
        spdlog::warn(
            "{}: {} that nobody has looked at {} left out; they may hold objects without a box. "
            "--unlabelled takes them for background.",
            choice.path.string(), counted(count, "picture", "pictures"), count == 1 ? "is" : "are");
    }
}

void tell_embedded(const dataset::ReadResult& read, const std::string& name) {
    if (!read.embedded.empty()) {
        spdlog::warn(
            "{}: {} without a file of {} own {} left out. Write them as files first: destudio-cli convert --to coco.",
            name, counted(read.embedded.size(), "picture", "pictures"), read.embedded.size() == 1 ? "its" : "their",
            read.embedded.size() == 1 ? "is" : "are");
    }
}

PictureList list_of(const dataset::ReadResult& read, const Positions& positions) {
    return list_pictures(dataset::only_images(read.dataset, positions), dataset::ImageSource::of(read));
}

}  // namespace

namespace {

enum class Labels { kNeeded, kWelcome };

PictureList split_pictures(const PictureChoice& choice, std::uint64_t seed, dataset::SplitUse measure, Labels labels) {
    const std::string name = choice.path.string();
    const dataset::ReadResult read = read_dataset(choice);
    tell_embedded(read, name);
    Positions learn = dataset::images_for(read.dataset, dataset::SplitUse::kLearn,
                                          dataset::parse_splits(choice.splits.learn, "--split"), name);
    Positions held_out =
        dataset::images_for(read.dataset, measure, dataset::parse_splits(choice.splits.measure, "--measure-on"), name);
    std::erase_if(held_out, [&](std::size_t i) { return std::binary_search(learn.begin(), learn.end(), i); });
    Positions used = learn;
    used.insert(used.end(), held_out.begin(), held_out.end());
    const std::string others = dataset::counted_others(read.dataset, used);
    const std::size_t unlabelled =
        leave_out_unlabelled(read.dataset, choice, learn) + leave_out_unlabelled(read.dataset, choice, held_out);
    tell_unlabelled(choice, unlabelled);

    PictureList list = list_of(read, learn);
    std::string measured_on = dataset::counted_splits(read.dataset, held_out);
    if (held_out.empty()) {
        hold_out(list, kDatasetShare, seed);
        measured_on = std::to_string(list.count(true)) + " of them that were held out";
    } else {
        for (LabelledPicture& picture : list_of(read, held_out).pictures) {
            picture.held_out = true;
            list.pictures.push_back(std::move(picture));
        }
    }
    if (list.count(false) == 0 || list.count(true) == 0) {
        throw FormatError(name + " has " + std::to_string(list.pictures.size()) +
                          (labels == Labels::kNeeded ? " labelled " : " ") +
                          (list.pictures.size() == 1 ? "picture" : "pictures") +
                          " that may be taken, too few to train on some and measure on the rest.");
    }
    if (list.classes.empty() && labels == Labels::kNeeded) {
        throw FormatError(name + " names no class, so there is nothing to learn.");
    }
    spdlog::info("{}: {} to learn from, {} to measure on, {} classes{}", name,
                 dataset::counted_splits(read.dataset, learn), measured_on, list.classes.size(),
                 others.empty() ? "" : "; not used: " + others);
    return list;
}

}  // namespace

PictureList dataset_pictures(const PictureChoice& choice, std::uint64_t seed, dataset::SplitUse measure) {
    return split_pictures(choice, seed, measure, Labels::kNeeded);
}

PictureList unlabelled_pictures(const PictureChoice& choice, std::uint64_t seed) {
    PictureChoice all = choice;
    all.splits.unlabelled = true;
    return split_pictures(all, seed, dataset::SplitUse::kSteer, Labels::kWelcome);
}

namespace {

/// @param uses the first one that takes a picture counts  @param option that chose choice.splits.measure
PictureList pictures_for(const PictureChoice& choice, std::initializer_list<dataset::SplitUse> uses,
                         const std::string& option) {
    const std::string name = choice.path.string();
    const dataset::ReadResult read = read_dataset(choice);
    tell_embedded(read, name);
    Positions taken;
    for (auto use = uses.begin(); use != uses.end() && taken.empty(); ++use) {
        taken = dataset::images_for(read.dataset, *use, dataset::parse_splits(choice.splits.measure, option), name);
    }
    const std::string others = dataset::counted_others(read.dataset, taken);
    tell_unlabelled(choice, leave_out_unlabelled(read.dataset, choice, taken));
    if (taken.empty()) {
        throw UsageError(name + " has no labelled picture to compare with.");
    }
    spdlog::info("{}: {} to compare with{}", name, dataset::counted_splits(read.dataset, taken),
                 others.empty() ? "" : "; not used: " + others);
    return list_of(read, taken);
}

}  // namespace

PictureList dataset_to_compare(const PictureChoice& choice) {
    return pictures_for(choice, {dataset::SplitUse::kCompare}, "--split");
}

PictureList dataset_to_measure_on(const PictureChoice& choice) {
    PictureList list = pictures_for(choice, {dataset::SplitUse::kFinal, dataset::SplitUse::kCompare}, "--test-split");
    for (LabelledPicture& picture : list.pictures) {
        picture.held_out = true;
    }
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
            return dataset_pictures(choice, seed);
        case Kind::kWorld:
            throw UsageError("Scenes of the clipart world are drawn, not listed.");
    }
    require_files(list);
    return list;
}

}  // namespace destudio::adaptation

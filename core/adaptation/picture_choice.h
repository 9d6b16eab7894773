// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/adaptation/picture_list.h"
#include "core/dataset/model/split_use.h"
#include "core/project/project.h"

namespace destudio::adaptation {

/// Which pictures of a dataset with splits are taken. Empty: what dataset::SplitUse says. Texts as
/// dataset::parse_splits() reads them.
struct SplitChoice {
    std::string learn{};      ///< to learn from
    std::string measure{};    ///< to measure on
    bool unlabelled = false;  ///< also take pictures that nobody has looked at, as background

    bool operator==(const SplitChoice&) const = default;
};

/// Which labelled pictures are meant.
struct PictureChoice {
    enum class Kind {
        kReferences,   ///< the project's references that have ground truth
        kCorrections,  ///< the project's accepted and edited variants, empty ones too
        kDataset,      ///< a dataset folder, or its annotation file
        kWorld,        ///< scenes of the clipart world, drawn as they are needed
    };
    Kind kind = Kind::kReferences;
    std::filesystem::path path;      ///< project file, dataset, or the world's atlas
    std::string format = "auto";     ///< of the dataset: auto, coco, voc, yolo, ...
    std::filesystem::path images{};  ///< folder of the dataset's pictures; empty: where the dataset says
    SplitChoice splits{};            ///< of the dataset

    bool operator==(const PictureChoice&) const = default;
};

/// "references", "corrections", "dataset", "world". The parser throws FormatError for other words.
std::string to_string(PictureChoice::Kind kind);
PictureChoice::Kind parse_picture_kind(const std::string& text);

/// Fewer corrections than this say nothing about an adapter.
inline constexpr std::size_t kFewestCorrections = 10;

/// References with ground truth; classes without a box are left out.
PictureList references_of(Project& project);
/// Variants that a person accepted or edited, each in the group of its reference; boxes as the dataset would say.
PictureList corrections_of(Project& project);
/// A dataset on disk: what may be learned from (train, or what has no split), and held out what is measured on: what
/// `measure` takes, else one picture in ten of the others, copies and variants of one picture together. Pictures of
/// other splits, and those that nobody has looked at, are left out. Which were taken is logged.
/// @param measure dataset::SplitUse::kSteer, or kFinal for a figure that chooses nothing
/// @throws UsageError for splits that are not there or may not be learned from; IoError, FormatError, also when the
///         format cannot be told or there are too few pictures
PictureList dataset_pictures(const PictureChoice& choice, std::uint64_t seed,
                             dataset::SplitUse measure = dataset::SplitUse::kSteer);
/// The same for a model that needs no labels: pictures without boxes count, and a dataset without classes will do.
PictureList unlabelled_pictures(const PictureChoice& choice, std::uint64_t seed);
/// The pictures of a dataset that an adapter is compared with, none held out: dataset::SplitUse::kCompare, or what
/// choice.splits.measure says. @throws as dataset_pictures()
PictureList dataset_to_compare(const PictureChoice& choice);
/// A dataset that is there to measure on, all of them held out: test where there is one, else what
/// dataset_to_compare() takes. @throws the same
PictureList dataset_to_measure_on(const PictureChoice& choice);

/// The pictures of a choice, some of them held out. @throws UsageError when there are too few to learn from, saying
/// what is missing; IoError, FormatError; UsageError for kWorld, which has no list
PictureList gather(const PictureChoice& choice, std::uint64_t seed);

}  // namespace destudio::adaptation

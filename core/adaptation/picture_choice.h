// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/adaptation/picture_list.h"
#include "core/project/project.h"

namespace destudio::adaptation {

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
/// A dataset on disk; its val split is held out where it has one, else one picture in ten.
/// @throws UsageError when the format cannot be told; IoError, FormatError
PictureList dataset_pictures(const std::filesystem::path& path, const std::string& format,
                             const std::filesystem::path& images, std::uint64_t seed);

/// The pictures of a choice, some of them held out. @throws UsageError when there are too few to learn from, saying
/// what is missing; IoError, FormatError; UsageError for kWorld, which has no list
PictureList gather(const PictureChoice& choice, std::uint64_t seed);

}  // namespace destudio::adaptation

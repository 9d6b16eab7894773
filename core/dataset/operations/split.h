// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// Which reference an image comes from: recipes.jsonl says so (reference_hash by file name), else the name does:
/// street_r060_s7 is a variant of street, and street_jpg.rf.a2ef406e2c2351e0 an augmented copy of it, as Roboflow
/// exports them. An image that is neither stands for itself.
using Lineage = std::map<std::string, std::string>;

/// Reads recipes.jsonl of a dataset folder; empty where there is none. @throws IoError; bad lines are skipped
Lineage read_lineage(const std::filesystem::path& dataset_folder);

/// The reference of an image.
std::string reference_of(const std::string& file_name, const Lineage& lineage);

struct SplitShares {
    double train = 0.8;
    double val = 0.1;
    double test = 0.1;
};

/// What stayed on one side because it was made of one picture.
struct Together {
    std::size_t images = 0;   ///< that have others of the same source
    std::size_t sources = 0;  ///< of these
};

/// Gives every image a split, so that all variants and augmented copies of one reference, and the reference itself, are
/// on one side. Besides `lineage`, a recipe in the image's attributes says which reference it is, and so does its name.
/// The order is drawn from the seed; each group goes where most is lacking.
/// @throws UsageError when a share is negative or their sum is not positive
Together assign_splits(Dataset& dataset, const SplitShares& shares, std::uint64_t seed, const Lineage& lineage = {});

/// The images of one split with their boxes.
Dataset part_of(const Dataset& dataset, const std::string& split);

}  // namespace destudio::dataset

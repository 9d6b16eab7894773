// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/dataset/model/dataset.h"
#include "core/dataset/operations/lineage.h"

namespace destudio::dataset {

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
/// The same for groups of images that somebody else has made.
/// @param only_train by image: its group goes into train, whatever is lacking
Together assign_splits(Dataset& dataset, const SplitShares& shares, std::uint64_t seed, PictureGroups groups,
                       const std::vector<bool>& only_train);

/// The images of one split with their boxes.
Dataset part_of(const Dataset& dataset, const std::string& split);

}  // namespace destudio::dataset

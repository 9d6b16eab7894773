// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/operations/split.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "core/base/error.h"
#include "core/base/random.h"

namespace destudio::dataset {

Together assign_splits(Dataset& dataset, const SplitShares& shares, std::uint64_t seed, const Lineage& lineage) {
    return assign_splits(dataset, shares, seed, source_groups(dataset, lineage), {});
}

Together assign_splits(Dataset& dataset, const SplitShares& shares, std::uint64_t seed, PictureGroups pictures,
                       const std::vector<bool>& only_train) {
    const std::array<double, 3> wanted{shares.train, shares.val, shares.test};
    const double sum = wanted[0] + wanted[1] + wanted[2];
    if (!(wanted[0] >= 0 && wanted[1] >= 0 && wanted[2] >= 0 && sum > 0 && sum < 1e9)) {
        throw UsageError("The shares of train, val and test have to be 0 or more, and not all 0.");
    }
    const auto groups = pictures.groups();
    std::vector<const std::vector<std::size_t>*> order;
    for (const auto& [name, images] : groups) {
        order.push_back(&images);
    }
    Random random(seed);
    for (std::size_t i = order.size(); i > 1; --i) {
        std::swap(order[i - 1], order[static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(i) - 1))]);
    }
    constexpr std::array<const char*, 3> kNames{"train", "val", "test"};
    std::array<double, 3> got{};
    Together together;
    const auto all = static_cast<double>(dataset.images.size());
    for (const auto* group : order) {
        std::size_t best = 0;
        double most = -1e300;
        const bool stays = std::any_of(group->begin(), group->end(),
                                       [&](std::size_t i) { return i < only_train.size() && only_train[i]; });
        for (std::size_t k = 0; k < (stays ? 1 : wanted.size()); ++k) {
            const double lacking = wanted[k] > 0 ? all * wanted[k] / sum - got[k] : -1e300;
            if (lacking > most) {
                most = lacking;
                best = k;
            }
        }
        got[best] += static_cast<double>(group->size());
        for (const std::size_t i : *group) {
            dataset.images[i].split = kNames[best];
        }
        together.images += group->size() > 1 ? group->size() : 0;
        together.sources += group->size() > 1 ? 1 : 0;
    }
    return together;
}

Dataset part_of(const Dataset& dataset, const std::string& split) {
    Dataset part = without_images(dataset);
    std::unordered_set<std::int64_t> ids;
    for (const Image& image : dataset.images) {
        if (image.split == split) {
            ids.insert(image.id);
            part.images.push_back(image);
        }
    }
    for (const Annotation& annotation : dataset.annotations) {
        if (ids.contains(annotation.image_id)) {
            part.annotations.push_back(annotation);
        }
    }
    return part;
}

}  // namespace destudio::dataset

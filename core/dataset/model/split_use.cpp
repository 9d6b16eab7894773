// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/model/split_use.h"

#include <algorithm>
#include <numeric>
#include <unordered_set>

#include "core/base/error.h"
#include "core/dataset/model/split_name.h"

namespace destudio::dataset {

namespace {

std::vector<std::size_t> in_split(const Dataset& dataset, const std::string& split) {
    std::vector<std::size_t> positions;
    for (std::size_t i = 0; i < dataset.images.size(); ++i) {
        if (dataset.images[i].split == split) {
            positions.push_back(i);
        }
    }
    return positions;
}

std::vector<std::size_t> all_of(const Dataset& dataset) {
    std::vector<std::size_t> positions(dataset.images.size());
    std::iota(positions.begin(), positions.end(), std::size_t{0});
    return positions;
}

std::vector<std::size_t> asked_for(const Dataset& dataset, SplitUse use, const std::vector<std::string>& asked,
                                   const std::string& name) {
    const auto wants = [&](const std::string& split) {
        return std::find(asked.begin(), asked.end(), split.empty() ? kNoSplit : split) != asked.end();
    };
    if (use == SplitUse::kLearn && wants("test")) {
        throw UsageError("The test split is never learned from. Name train, val or both, or divide " + name +
                         " anew with `destudio-cli split`.");
    }
    std::vector<std::size_t> positions;
    for (std::size_t i = 0; i < dataset.images.size(); ++i) {
        if (wants(dataset.images[i].split)) {
            positions.push_back(i);
        }
    }
    if (positions.empty()) {
        throw UsageError("No picture of " + name + " is in the splits that were asked for; it has " +
                         counted_splits(dataset, all_of(dataset)) + ".");
    }
    return positions;
}

// The splits that a use takes by itself, the first that has pictures.
std::vector<std::string> order_of(SplitUse use) {
    switch (use) {
        case SplitUse::kLearn:
        case SplitUse::kRedraw:
            return {"train", ""};
        case SplitUse::kSteer:
            return {"val"};
        case SplitUse::kCompare:
            return {"val", "", "test", "train"};
        case SplitUse::kFinal:
            return {"test", "val"};
    }
    return {};
}

}  // namespace

std::vector<std::size_t> images_for(const Dataset& dataset, SplitUse use, const std::vector<std::string>& asked,
                                    const std::string& name) {
    if (!asked.empty()) {
        return asked_for(dataset, use, asked, name);
    }
    for (const std::string& split : order_of(use)) {
        auto positions = in_split(dataset, split);
        if (!positions.empty()) {
            return positions;
        }
    }
    if (!dataset.images.empty() && (use == SplitUse::kLearn || use == SplitUse::kRedraw)) {
        throw FormatError(name + " has no picture of train: " + counted_splits(dataset, all_of(dataset)) +
                          ", held back to measure on. " +
                          (use == SplitUse::kLearn ? "Divide it with `destudio-cli split`, or name val with --split "
                                                     "where you mean it."
                                                   : "Name the split with --split where you mean it."));
    }
    return {};
}

std::string counted_splits(const Dataset& dataset, const std::vector<std::size_t>& images) {
    std::vector<std::string> parts;
    for (const std::string& split : {std::string("train"), std::string("val"), std::string("test"), std::string()}) {
        const auto count = std::count_if(images.begin(), images.end(),
                                         [&](std::size_t i) { return dataset.images[i].split == split; });
        if (count > 0) {
            const std::string noun = !parts.empty() ? "" : count == 1 ? " picture" : " pictures";
            parts.push_back(std::to_string(count) + noun + (split.empty() ? " without a split" : " of " + split));
        }
    }
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        text += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
    }
    return text.empty() ? "no picture" : text;
}

std::string counted_others(const Dataset& dataset, const std::vector<std::size_t>& taken) {
    std::vector<bool> is_taken(dataset.images.size());
    for (const std::size_t i : taken) {
        is_taken[i] = true;
    }
    std::vector<std::size_t> others;
    for (std::size_t i = 0; i < is_taken.size(); ++i) {
        if (!is_taken[i]) {
            others.push_back(i);
        }
    }
    return others.empty() ? std::string() : counted_splits(dataset, others);
}

Dataset only_images(const Dataset& dataset, const std::vector<std::size_t>& positions) {
    Dataset part = without_images(dataset);
    std::unordered_set<std::int64_t> ids;
    for (const std::size_t i : positions) {
        ids.insert(dataset.images[i].id);
        part.images.push_back(dataset.images[i]);
    }
    for (const Annotation& annotation : dataset.annotations) {
        if (ids.contains(annotation.image_id)) {
            part.annotations.push_back(annotation);
        }
    }
    return part;
}

std::vector<bool> looked_at(const Dataset& dataset) {
    const auto annotations = annotations_by_image(dataset);
    std::vector<bool> looked(dataset.images.size());
    for (std::size_t i = 0; i < dataset.images.size(); ++i) {
        looked[i] = dataset.images[i].confirmed || !annotations[i].empty();
    }
    return looked;
}

}  // namespace destudio::dataset

// SPDX-License-Identifier: Apache-2.0
#include "app/cli/training/training_sources.h"
#include "core/adaptation/picture_choice.h"
#include "core/adaptation/picture_list_source.h"
#include "core/dataset/io/format.h"

namespace destudio::cli {

training::TrainingSources open_dataset_sources(const DatasetChoice& choice, std::uint64_t seed) {
    adaptation::PictureChoice pictures;
    pictures.kind = adaptation::PictureChoice::Kind::kDataset;
    pictures.path = choice.path;
    pictures.format = choice.format;
    pictures.images = choice.images;
    pictures.splits = {choice.split, choice.measure_on, choice.unlabelled};
    const auto measure = choice.is_final ? dataset::SplitUse::kFinal : dataset::SplitUse::kSteer;
    return adaptation::open_sources(adaptation::dataset_pictures(pictures, seed, measure), seed);
}

std::vector<std::string> dataset_format_words() {
    auto words = dataset::format_names();
    words.insert(words.begin(), "auto");
    return words;
}

}  // namespace destudio::cli

// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "app/cli/training/training_sources.h"
#include "core/adaptation/picture_choice.h"
#include "core/adaptation/picture_list_source.h"
#include "core/dataset/io/format.h"
#include "core/domain/own_pictures.h"
#include "core/engine/model/bundle_info.h"

namespace destudio::cli {

namespace {

adaptation::PictureChoice to_picture_choice(const DatasetChoice& choice) {
    adaptation::PictureChoice pictures;
    pictures.kind = adaptation::PictureChoice::Kind::kDataset;
    pictures.path = choice.path;
    pictures.format = choice.format;
    pictures.images = choice.images;
    pictures.splits = {choice.split, choice.measure_on, choice.unlabelled};
    return pictures;
}

}  // namespace

training::TrainingSources open_dataset_sources(const DatasetChoice& choice, std::uint64_t seed) {
    const auto pictures = to_picture_choice(choice);
    const auto measure = choice.is_final ? dataset::SplitUse::kFinal : dataset::SplitUse::kSteer;
    return adaptation::open_sources(adaptation::dataset_pictures(pictures, seed, measure), seed);
}

std::unique_ptr<training::TrainingImageSource> open_measured_dataset(const DatasetChoice& choice) {
    const auto list = adaptation::dataset_to_measure_on(to_picture_choice(choice));
    using Use = adaptation::PictureListSource::Use;
    return std::make_unique<adaptation::PictureListSource>(list, Use::kHeldOut, std::uint64_t{0});
}

OwnPictures open_own_pictures(const DatasetChoice& choice, const std::filesystem::path& out,
                              const std::filesystem::path& start_from, training::BaseRecipe& recipe) {
    auto own = domain::open_own_pictures(to_picture_choice(choice), out, start_from, recipe);
    return {std::move(own.pictures), std::move(own.show_samples)};
}

std::filesystem::path built_in_start() {
    return built_in_bundle();
}

std::vector<std::string> dataset_format_words() {
    auto words = dataset::format_names();
    words.insert(words.begin(), "auto");
    return words;
}

}  // namespace destudio::cli

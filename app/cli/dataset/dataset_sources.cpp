// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "app/cli/training/training_sources.h"
#include "core/adaptation/base_pictures.h"
#include "core/adaptation/picture_choice.h"
#include "core/adaptation/picture_list_source.h"
#include "core/dataset/io/format.h"
#include "core/engine/model/bundle_info.h"

namespace destudio::cli {

namespace {

constexpr int kLargestFreshSize = 256;  ///< that a small model draws well
constexpr const char* kPicturesFile = "pictures.json";

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

OwnPictures open_own_pictures(const DatasetChoice& choice, const std::filesystem::path& out,
                              const std::filesystem::path& start_from, training::BaseRecipe& recipe) {
    const auto kept = out / kPicturesFile;
    std::error_code ec;
    adaptation::PictureList list;
    if (std::filesystem::exists(kept, ec)) {
        list = adaptation::read_pictures(kept);
    } else {
        list = adaptation::unlabelled_pictures(to_picture_choice(choice), recipe.seed);
        adaptation::write_pictures(kept, list);
    }
    adaptation::require_files(list);
    int limit = kLargestFreshSize;
    if (!start_from.empty()) {
        const Size native = read_bundle_info(start_from).native_size;
        limit = std::max(native.width, native.height);
    }
    OwnPictures own;
    own.pictures = adaptation::open_base_pictures(list, recipe, limit);
    own.show_samples = [out](const training::SampleSheet& sheet) { adaptation::write_samples(out, sheet); };
    return own;
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

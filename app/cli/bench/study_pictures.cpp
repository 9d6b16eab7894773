// SPDX-License-Identifier: Apache-2.0
#include "app/cli/bench/study_pictures.h"

#include <utility>
#include <vector>

#include "core/base/error.h"

namespace destudio::cli {

void add_study_picture_options(CLI::App& command, StudyPictureOptions& options) {
    add_training_data_options(command, options.data, /*is_final=*/true);
    command.add_option("--test", options.test,
                       "Another dataset to measure on: its test, else its val, else all of it; classes are matched by "
                       "name");
    command.add_option("--test-split", options.test_split, "Splits of --test to measure on");
    command.add_option(
        "--other", options.other,
        "A dataset of another domain to learn from, for the arm \"other\" and those with a teacher; classes are "
        "matched by name");
}

StudyPictures open_study_pictures(const StudyPictureOptions& options, std::uint64_t seed) {
    if (options.test.empty() && !options.test_split.empty()) {
        throw UsageError(
            "--test-split chooses pictures of --test, which is not given. Use --measure-on for --dataset.");
    }
    if (!options.test.empty() && !options.data.choice.measure_on.empty()) {
        throw UsageError("--test and --measure-on both say what to measure on. Give one of them.");
    }
    StudyPictures pictures;
    pictures.sources = open_training_data(options.data, seed);
    if (pictures.sources.atlas) {
        // Training may see the validation scenes of its own recipe; this measures on the test split.
        pictures.sources.held_out = std::make_unique<training::WorldImageSource>(*pictures.sources.atlas,
                                                                                 world::Split::kTest, std::uint64_t{0});
    }
    if (!options.test.empty()) {
        DatasetChoice choice;
        choice.path = options.test;
        choice.measure_on = options.test_split;
        pictures.test = open_measured_dataset(choice);
    }
    if (!options.other.empty()) {
        DatasetChoice choice;
        choice.path = options.other;
        pictures.other = open_dataset_sources(choice, seed);
    }
    const DatasetChoice& own = options.data.choice;
    const std::vector<std::pair<std::string, std::string>> said{
        {"dataset", options.data.dataset},  {"atlas", options.data.atlas.string()},
        {"images", own.images.string()},    {"split", own.split},
        {"measure-on", own.measure_on},     {"test", options.test},
        {"test-split", options.test_split}, {"other", options.other}};
    for (const auto& [key, value] : said) {
        if (!value.empty()) {
            pictures.words += (pictures.words.empty() ? "" : ", ") + key + " " + value;
        }
    }
    return pictures;
}

}  // namespace destudio::cli

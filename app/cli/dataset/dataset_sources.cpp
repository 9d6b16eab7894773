// SPDX-License-Identifier: Apache-2.0
#include "app/cli/training/training_sources.h"
#include "core/adaptation/picture_choice.h"
#include "core/adaptation/picture_list_source.h"
#include "core/dataset/io/format.h"

namespace destudio::cli {

training::TrainingSources open_dataset_sources(const std::filesystem::path& path, const std::string& format,
                                               const std::filesystem::path& images, std::uint64_t seed) {
    return adaptation::open_sources(adaptation::dataset_pictures(path, format, images, seed), seed);
}

std::vector<std::string> dataset_format_words() {
    auto words = dataset::format_names();
    words.insert(words.begin(), "auto");
    return words;
}

}  // namespace destudio::cli

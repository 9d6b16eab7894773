// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace destudio {

/// Pictures with boxes that come with the program, for a first ladder.
struct SampleSet {
    std::filesystem::path folder;  ///< of annotations.json
    std::filesystem::path bundle;  ///< the model that knows them; empty: the built-in one
    std::string name;              ///< of that bundle; empty for the built-in one's

    bool operator==(const SampleSet&) const = default;
};

/// Those of the built-in bundle, $DESTUDIO_SAMPLE or where program_data() says, then the folder `sample` of each of its
/// siblings that has one, by name.
/// @throws IoError when there is none for the built-in bundle
std::vector<SampleSet> sample_sets();

/// The pictures for `bundle`: its own folder `sample`, else those of the built-in bundle.
/// @throws IoError when there are none
std::filesystem::path sample_folder(const std::filesystem::path& bundle = {});

/// Beside a sample's folder, "<folder>-ladders": variants of its pictures, some of them reviewed, as `project export`
/// writes them. Need not be there.
std::filesystem::path sample_ladders(const std::filesystem::path& sample);

}  // namespace destudio

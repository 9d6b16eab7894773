// SPDX-License-Identifier: Apache-2.0
#include "core/engine/model/sample_sets.h"

#include <cstdlib>

#include "core/base/error.h"
#include "core/engine/model/bundle_info.h"
#include "core/engine/model/program_data.h"

namespace destudio {

namespace fs = std::filesystem;

namespace {

/// The bundle's own sample; empty where it has none.
fs::path sample_of(const fs::path& bundle) {
    std::error_code ec;
    const fs::path folder = bundle / "sample";
    return fs::is_regular_file(folder / "annotations.json", ec) ? folder : fs::path();
}

fs::path built_in_sample() {
    std::error_code ec;
    if (const char* const given = std::getenv("DESTUDIO_SAMPLE"); given != nullptr && *given != '\0') {
        if (fs::is_directory(given, ec)) {
            return given;
        }
        throw IoError("DESTUDIO_SAMPLE names " + std::string(given) + ", which is not a folder.");
    }
    std::vector<fs::path> places;
    for (const auto& data : program_data()) {
        if (fs::is_regular_file(data.sample / "annotations.json", ec)) {
            return data.sample;
        }
        places.push_back(data.sample);
    }
    throw IoError("The sample references were not found in " + listed_places(places) +
                  ". Install them (package destudio-data) or name their folder with the environment variable " +
                  "DESTUDIO_SAMPLE.");
}

/// The built-in bundles; none where there are none, which matters only to who needs one.
std::vector<fs::path> present_bundles() {
    try {
        return built_in_bundles();
    } catch (const IoError&) {
        return {};
    }
}

}  // namespace

std::vector<SampleSet> sample_sets() {
    std::vector<SampleSet> sets = {{built_in_sample(), {}, {}}};
    for (const auto& bundle : present_bundles()) {
        if (const auto folder = sample_of(bundle); !folder.empty()) {
            sets.push_back({folder, bundle, bundle.filename().string()});
        }
    }
    return sets;
}

fs::path sample_folder(const fs::path& bundle) {
    const fs::path own = bundle.empty() ? fs::path() : sample_of(bundle);
    return own.empty() ? built_in_sample() : own;
}

fs::path sample_ladders(const fs::path& sample) {
    return sample.parent_path() / (sample.filename().string() + "-ladders");
}

}  // namespace destudio

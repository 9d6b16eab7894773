// SPDX-License-Identifier: Apache-2.0
#include "app/cli/dataset/leak_options.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/dataset/images/image_finder.h"
#include "core/engine/recipe/file_hash.h"

namespace destudio::cli {

bool LeakArguments::allows(dataset::LeakKind kind) const {
    return std::any_of(allow.begin(), allow.end(),
                       [kind](const std::string& word) { return dataset::parse_leak_kind(word) == kind; });
}

void add_leak_options(CLI::App& command, LeakArguments& leaks) {
    command
        .add_option("--allow-leaks", leaks.allow,
                    "Kinds of leaks between splits that may be: source (pictures made of one source in two splits), "
                    "near-duplicate (pictures that look alike in two splits), generated (generated pictures in val or "
                    "test); separated by commas")
        ->delimiter(',')
        ->check(CLI::IsMember({"source", "near-duplicate", "generated"}));
    command
        .add_option("--near-duplicate-distance", leaks.distance,
                    "Of 64 bits of a perceptual hash, so many may differ between pictures that look alike")
        ->check(CLI::Range(0, 32))
        ->capture_default_str();
}

std::vector<std::string> known_references(const dataset::ReadResult& read, const std::string& path) {
    auto lineage = dataset::read_lineage(path);
    if (lineage.empty()) {
        lineage = dataset::read_lineage(read.image_folder.parent_path());
    }
    auto hashes = dataset::reference_hashes(read.dataset, dataset::ImageSource::of(read), lineage);
    if (std::all_of(hashes.begin(), hashes.end(), [](const std::string& hash) { return hash.empty(); })) {
        return hashes;
    }
    // A recipe names its reference by the content of the file; the reference itself may be in the dataset, too.
    for (std::size_t i = 0; i < hashes.size(); ++i) {
        try {
            const auto& name = read.dataset.images[i].file_name;
            hashes[i] = hashes[i].empty() ? file_sha256(dataset::resolve_inside(read.image_folder, name)) : hashes[i];
        } catch (const Error&) {
            // Without a picture it stands for itself; writing will say that it is missing.
        }
    }
    return hashes;
}

std::vector<dataset::Leak> unwanted_leaks(const dataset::Dataset& dataset, const dataset::ImageSource& images,
                                          dataset::LeakOptions options, const LeakArguments& leaks,
                                          const Context& context) {
    options.look = !leaks.allows(dataset::LeakKind::kNearDuplicate);
    options.distance = leaks.distance;
    auto found = dataset::find_leaks(dataset, images, options, context.stop, context.progress_sink);
    std::erase_if(found, [&](const dataset::Leak& leak) { return leaks.allows(leak.kind); });
    return found;
}

}  // namespace destudio::cli

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "app/cli/command.h"
#include "core/dataset/operations/leaks.h"

namespace destudio::cli {

/// What a command does about leaks between splits.
struct LeakArguments {
    std::vector<std::string> allow;  ///< words of dataset::LeakKind
    int distance = dataset::kNearDuplicateBits;

    /// @throws UsageError for a word that is no kind of leak
    bool allows(dataset::LeakKind kind) const;
};

/// Adds --allow-leaks and --near-duplicate-distance.
void add_leak_options(CLI::App& command, LeakArguments& leaks);

/// dataset::reference_hashes() of a dataset that was read, with recipes.jsonl beside it. Where there are recipes, the
/// references themselves are known by their content.
/// @param path the dataset, as it was named
std::vector<std::string> known_references(const dataset::ReadResult& read, const std::string& path);

/// The leaks of a dataset but those that are allowed. Pictures that look alike are looked for unless they are allowed.
/// @param options what is known of the images; the rest of it is set here
std::vector<dataset::Leak> unwanted_leaks(const dataset::Dataset& dataset, const dataset::ImageSource& images,
                                          dataset::LeakOptions options, const LeakArguments& leaks,
                                          const Context& context);

}  // namespace destudio::cli

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/progress.h"
#include "core/dataset/images/image_source.h"
#include "core/dataset/model/dataset.h"
#include "core/dataset/operations/lineage.h"
#include "core/dataset/operations/near_duplicates.h"

namespace destudio::dataset {

/// Why a figure that is measured on val or test would flatter a detector.
enum class LeakKind {
    kSource,         ///< pictures that were made of one source, or it and a variant, are in two splits
    kNearDuplicate,  ///< pictures that look alike are in two splits
    kGenerated,      ///< a generated picture is in val or test
};

/// "source", "near-duplicate", "generated".
const char* to_string(LeakKind kind);
/// @throws UsageError that lists the words
LeakKind parse_leak_kind(std::string_view word);

struct Leak {
    LeakKind kind = LeakKind::kSource;
    std::size_t image = 0;               ///< position of the one that is held back most
    std::optional<std::size_t> other{};  ///< position of its counterpart; none for kGenerated
    int distance = 0;                    ///< bits that differ, for kNearDuplicate
};

struct LeakOptions {
    std::vector<std::string> hashes{};   ///< as source_groups() takes them
    std::vector<std::size_t> origins{};  ///< as source_groups() takes them
    bool look = true;                    ///< open the pictures: near-duplicates, and marks inside
    int distance = kNearDuplicateBits;   ///< as visit_near_duplicates() takes it
};

/// What leaks between the splits of a dataset. Images without a split count as train where none is called that, and
/// else not at all, as training has it. Of a source in two splits the first pair is given, of pictures that look alike
/// the first counterpart of each.
/// @throws CancelledError
std::vector<Leak> find_leaks(const Dataset& dataset, const ImageSource& source, const LeakOptions& options,
                             const std::stop_token& stop = {}, const ProgressSink& progress = {});

/// Whether each image was generated. @param look open pictures, whose marks tell it where nothing else does
std::vector<bool> generated_images(const Dataset& dataset, const ImageSource& source, bool look);

/// A leak as a warning that names the files.
Issue leak_issue(const Dataset& dataset, const Leak& leak);
/// How many there are of each kind, with one file of each, as one sentence; empty for none.
std::string leak_sentence(const Dataset& dataset, const std::vector<Leak>& leaks);

}  // namespace destudio::dataset

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/project/project.h"

namespace destudio {

/// The name of a class, as events keep it.
using ClassNames = std::function<std::string(RowId class_id)>;

/// What turned the boxes of a picture from `before` into `after`, in the order of `after`, then those that went. Times
/// and names are left to HistoryStore::add().
/// @param carried_from the picture whose boxes were carried here, in words; empty: a person edited
std::vector<BoxEvent> box_events_between(bool of_variant, RowId picture, const std::vector<StoredAnnotation>& before,
                                         const std::vector<StoredAnnotation>& after, const ClassNames& class_name,
                                         const std::string& carried_from = {});

/// The same act on the same box by the same person within a minute is one change: the later event stands for both.
std::vector<BoxEvent> with_box_events(std::vector<BoxEvent> events, const std::vector<BoxEvent>& more);

/// Of a picture's events those of one box: its own, and what happened to the whole picture since it was there.
std::vector<BoxEvent> events_of_box(const std::vector<BoxEvent>& of_picture, std::int64_t key);

/// Where a box came from before anybody touched it.
struct BoxOrigin {
    std::string adapter;  ///< first digits of its hash; empty: no adapter made the box
    double score = 0;     ///< of its detection
};
/// None for a drawn box.
BoxOrigin origin_of_box(const VariantRecord& variant, const StoredAnnotation& annotation);
/// A line a step, the oldest first: "made by the adapter 0a1b2c3d at score 0.83", "moved by Ann, 2026-11-30T23:05:00Z".
std::vector<std::string> history_lines(const BoxOrigin& origin, const std::vector<BoxEvent>& of_box);
/// The same as a list of objects: {"act": "made", "adapter": ..., "score": ...}, {"act": "moved", "by": ..., "at":
/// ...}, with "from" and "to" where there are any.
nlohmann::ordered_json history_json(const BoxOrigin& origin, const std::vector<BoxEvent>& of_box);

/// A decision on many variants as events, one for each.
std::vector<BoxEvent> decision_events(const std::vector<std::pair<RowId, VariantState>>& states);

}  // namespace destudio

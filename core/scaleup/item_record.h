// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/detection.h"
#include "core/engine/recipe/recipe.h"
#include "core/scaleup/gate.h"

namespace destudio::scaleup {

/// What became of an item.
enum class Verdict {
    kKept,
    kEmpty,          ///< no detection reached the threshold, and such images are left out
    kNearDuplicate,  ///< its reference has all the near-duplicates it may have
    kUnreadable,     ///< the reference is no sound image
    kRejected,       ///< by the gate, and such images are left out
};

/// What an image is a near-duplicate of.
struct NearDuplicate {
    static constexpr std::int64_t kNone = -1;
    static constexpr std::int64_t kReference = -2;
    std::int64_t of = kNone;  ///< index of an earlier item, or one of these
};

/// One item of a scale-up, as a line of items.jsonl. With its picture it is all that is known of it.
struct ItemRecord {
    std::int64_t index = 0;
    Verdict verdict = Verdict::kKept;
    std::string file_name;              ///< in OUT/images, also when the picture was left out
    std::uintmax_t bytes = 0;           ///< size of the picture's file; 0 when it was left out
    std::string reference;              ///< Reference::name
    std::string recipe;                 ///< as JSON, as the picture carries it: most readers have no use for its parts
    Size size;                          ///< the recipe's
    std::string prompt;                 ///< the recipe's
    double encode_ratio = 0;            ///< the recipe's
    std::vector<Detection> detections;  ///< raw, every score
    std::uint64_t hash = 0;             ///< perceptual_hash of the picture
    int reference_distance = 64;        ///< of its hash to that of the part of the reference it started from
    NearDuplicate near_duplicate;
    std::string problem;               ///< one sentence, when kUnreadable
    std::optional<GateResult> gate{};  ///< where the gate is in use
};

/// Sets recipe, size, prompt and encode ratio.
void set_recipe(ItemRecord& record, const Recipe& recipe);
/// @throws FormatError when the text is no recipe
Recipe recipe_of(const ItemRecord& record);

/// One line without line break. The index comes first.
std::string to_line(const ItemRecord& record);
/// @param line  gets room for the padding that the parser needs
/// @param where what to call the line in errors @throws FormatError
ItemRecord parse_item_line(std::string& line, const std::string& where);

}  // namespace destudio::scaleup

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/project/edit_count.h"
#include "core/project/project.h"

namespace destudio {

/// Reviewing and training in turn: after every so many corrections the adapter learns from them, and what nobody has
/// reviewed yet gets its labels.
struct LoopSettings {
    static constexpr int kFewest = 10;  ///< corrections that a training needs (adaptation::kFewestCorrections)
    static constexpr int kMax = 10'000;
    bool on = false;
    int every = 25;   ///< corrections (accepted and edited variants) from one training to the next, from kFewest on
    int steps = 150;  ///< of each training
    bool operator==(const LoopSettings&) const = default;
};

/// What a training changed. The first of a project is where it began, without a training.
struct LoopRound {
    std::int64_t corrections = 0;  ///< that there were
    double expected = 0;           ///< edits per image that nobody has reviewed, afterwards
    std::optional<double> before;  ///< the same before the training; nothing in the first
    std::int64_t edits = 0;        ///< of all corrections so far
    bool used = true;              ///< false: it was worse on held-out corrections, and the old adapter stays
    std::string adapter;           ///< folder of what was learnt
    bool operator==(const LoopRound&) const = default;
};

/// What the loop knows of a project; kept in it.
struct LoopState {
    LoopSettings settings;
    std::int64_t learnt = 0;  ///< corrections when the last training began
    std::string run;          ///< folder of a training that has not ended
    std::vector<LoopRound> rounds;
    bool operator==(const LoopState&) const = default;
};

/// The state of a project; as at first where it is none or damaged.
LoopState read_loop(Project& project);
void write_loop(Project& project, const LoopState& state);

/// What a project looks like to the loop.
struct LoopLook {
    EditCount edits;              ///< of accepted and edited variants
    std::int64_t open = 0;        ///< variants that nobody has reviewed
    double expected = 0;          ///< edits per open variant; 0 without any
    std::int64_t references = 0;  ///< that corrections are of
};
/// Reads all boxes: call it on a worker, with a project opened for reading.
LoopLook look_at_loop(Project& project, double threshold);

/// Whether it is time to learn: switched on, enough corrections since the last training, of two references at least
/// (one is held out), and something is left to review.
bool training_is_due(const LoopState& state, const LoopLook& look);

/// Whether an adapter is to be used: not worse than the one it began from, on corrections that neither has seen.
/// @param start_ap, ap from 0 to 1, -1 where undefined, which speaks for the new one
bool is_worth_using(double start_ap, double ap);

/// A list of variants that a person works through, ordered anew behind the current place: what nobody has reviewed
/// comes by expected edits, as `order` has it, and what is in no order stays behind it.
std::vector<RowId> renewed_queue(const std::vector<RowId>& list, std::optional<std::size_t> place,
                                 const std::vector<RowId>& order);

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace destudio {

// The one place that knows how splits are spelled. A split is "train", "val", "test" or empty, nothing else.

/// The split that a word means, whatever its capital letters, blanks, year and ending: "Train", "training_set",
/// "Validation", "valid", "dev", "val2017", "eval", "Test", "testing", "test-dev". Empty when it means none
/// ("default", "night", "").
std::string split_of_word(std::string_view word);

/// The split that the name of a file or folder tells: "instances_val2017.json" is "val". Empty when it tells none, or
/// more than one.
std::string split_in_name(std::string_view name);

/// What a person asks for pictures without a split with.
inline constexpr const char* kNoSplit = "none";

/// The splits that a person asks for: "train", "val", "test", "none" (pictures without a split), "all", separated by
/// commas. Other spellings of a split are understood. Empty text: no choice.
/// @param option name of the option, for the error @throws UsageError
std::vector<std::string> parse_splits(const std::string& text, const std::string& option);

}  // namespace destudio

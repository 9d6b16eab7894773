// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "core/study/gain_options.h"

namespace destudio::cli {

/// More values of an option are a mistake.
inline constexpr int kMaxListed = 1000;

/// Options that `gain` and `experiment` share: bundle, variants, gate, weights, seeds, test pictures, out.
/// @param gate must outlive the command; settle_gate() reads it
void add_gain_options(CLI::App& command, study::GainOptions& options, std::string& gate);
/// Puts the word of --gate into the options. @throws UsageError
void settle_gate(const std::string& gate, study::GainOptions& options);

}  // namespace destudio::cli

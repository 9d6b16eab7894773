// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace destudio {

/// The paper's generic prompt, for a picture without a caption: "A [domain], with [cls-a], [cls-b], … in the [domain]."
/// Each class once, in order of first appearance; "A [domain]." without classes. An empty domain means "photo". The
/// built-in bundle was trained with these sentences, so they never change.
std::string generic_prompt(const std::string& domain, const std::vector<std::string>& classes);

}  // namespace destudio

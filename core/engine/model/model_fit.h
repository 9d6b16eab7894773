// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "core/engine/model/bundle_info.h"

namespace destudio {

/// Whether a model suits a person's pictures and classes.
struct ModelFit {
    bool other_look = false;             ///< it draws clip art, and the pictures are photographs
    std::vector<std::string> not_found;  ///< the person's classes that its adapter does not know
    std::size_t classes = 0;             ///< the person's classes
    bool finds_none() const { return classes > 0 && not_found.size() == classes; }
    bool fits() const { return !other_look && !finds_none(); }
    bool operator==(const ModelFit&) const = default;
};

/// @param classes  the person's; none: nothing is said about them. A model without adapter finds none, but says so
/// itself
/// @param pictures  some of the person's; those that cannot be read do not count, a few are enough
/// @throws CancelledError between two pictures
ModelFit judge_fit(const BundleInfo& bundle, const std::vector<std::string>& classes,
                   const std::vector<std::filesystem::path>& pictures, const std::stop_token& stop = {});

}  // namespace destudio

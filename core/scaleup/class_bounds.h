// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/scaleup/scale_up_settings.h"

namespace destudio::scaleup {

/// A bound of a class that does not have to reach any.
inline constexpr std::int64_t kNoBound = -1;

/// The lower bound of each class of the adapter, kNoBound for those that do not matter.
/// @param dataset_classes  classes of the dataset that is scaled up; none: all of the adapter's
/// @param name             what to call the dataset in errors
/// @throws UsageError for classes that the adapter does not know
std::vector<std::int64_t> class_bounds(const ScaleUpSettings& settings, const std::vector<std::string>& dataset_classes,
                                       const std::vector<std::string>& adapter_classes, const std::string& name);

/// How many annotations a class still lacks; it has to have more than its bound.
inline std::int64_t lacking(std::int64_t count, std::int64_t bound) {
    return bound == kNoBound || count > bound ? 0 : bound + 1 - count;
}

}  // namespace destudio::scaleup

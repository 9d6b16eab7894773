// SPDX-License-Identifier: Apache-2.0
#include "core/scaleup/class_bounds.h"

#include <algorithm>

#include "core/base/error.h"

namespace destudio::scaleup {

namespace {

std::string quoted_list(const std::vector<std::string>& names) {
    constexpr std::size_t kShown = 5;
    std::string list;
    for (std::size_t i = 0; i < std::min(names.size(), kShown); ++i) {
        list += (i == 0 ? "\"" : ", \"") + names[i] + "\"";
    }
    return list + (names.size() > kShown ? " and " + std::to_string(names.size() - kShown) + " more" : "");
}

}  // namespace

std::vector<std::int64_t> class_bounds(const ScaleUpSettings& settings, const std::vector<std::string>& dataset_classes,
                                       const std::vector<std::string>& adapter_classes, const std::string& name) {
    if (adapter_classes.empty()) {
        throw UsageError("The bundle has no adapter, so it cannot label what it makes; scaling up needs one.");
    }
    std::vector<std::int64_t> bounds(adapter_classes.size(), kNoBound);
    const bool chosen = !settings.classes.empty();
    auto wanted = chosen ? settings.classes : dataset_classes;
    if (wanted.empty()) {
        wanted = adapter_classes;
    }
    std::vector<std::string> unknown;
    const auto set = [&](const std::string& class_name, std::int64_t bound) {
        const auto found = std::find(adapter_classes.begin(), adapter_classes.end(), class_name);
        if (found == adapter_classes.end()) {
            unknown.push_back(class_name);
        } else {
            bounds[static_cast<std::size_t>(found - adapter_classes.begin())] = bound;
        }
    };
    for (const auto& class_name : wanted) {
        set(class_name, settings.lower_bound);
    }
    if (!unknown.empty() && !chosen) {
        throw UsageError("The adapter does not know " + quoted_list(unknown) + " of " + name +
                         "; say with --classes which of its classes count, or use another adapter.");
    }
    for (const auto& [class_name, bound] : settings.class_bounds) {
        set(class_name, bound);
    }
    if (!unknown.empty()) {
        throw UsageError("The adapter does not know the " + std::string(unknown.size() == 1 ? "class " : "classes ") +
                         quoted_list(unknown) + "; it knows " + quoted_list(adapter_classes) + ".");
    }
    return bounds;
}

}  // namespace destudio::scaleup

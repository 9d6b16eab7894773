// SPDX-License-Identifier: Apache-2.0
#include "core/base/generic_prompt.h"

#include <algorithm>

namespace destudio {

std::string generic_prompt(const std::string& domain, const std::vector<std::string>& classes) {
    const std::string kind = domain.empty() ? "photo" : domain;
    std::vector<std::string> names;
    for (const auto& name : classes) {
        if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) {
            names.push_back(name);
        }
    }
    if (names.empty()) {
        return "A " + kind + ".";
    }
    std::string list;
    for (const auto& name : names) {
        list += (list.empty() ? "" : ", ") + name;
    }
    return "A " + kind + ", with " + list + " in the " + kind + ".";
}

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#include "core/models/usual_sizes.h"

#include <algorithm>
#include <numeric>

namespace destudio::models {

namespace {

constexpr const char* kAdvice = "; name a folder with the model's configuration (--model-config) if that is wrong.";

/// Each assumption once, however many layers need it.
void assume(const std::string& sentence, Assumptions& assumptions) {
    if (std::find(assumptions.begin(), assumptions.end(), sentence) == assumptions.end()) {
        assumptions.push_back(sentence);
    }
}

}  // namespace

std::int64_t usual_divisor(std::int64_t width, std::int64_t wanted, const std::string& what, Assumptions& assumptions) {
    auto number = std::clamp<std::int64_t>(wanted, 1, std::max<std::int64_t>(width, 1));
    while (width % number != 0) {
        --number;
    }
    if (number != wanted) {
        assume("The file does not tell the " + what + ", and the usual number does not fit " + std::to_string(width) +
                   " channels; " + std::to_string(number) + " was assumed" + kAdvice,
               assumptions);
    }
    return number;
}

std::int64_t usual_groups(const std::vector<std::int64_t>& widths, std::int64_t hint, const std::string& part,
                          Assumptions& assumptions) {
    std::int64_t common = 0;
    for (const auto width : widths) {
        common = std::gcd(common, width);
    }
    const auto wanted = hint > 0 ? hint : kUsualGroups;
    return usual_divisor(std::max<std::int64_t>(common, 1), wanted, "groups of the norms of its " + part, assumptions);
}

}  // namespace destudio::models

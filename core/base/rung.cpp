// SPDX-License-Identifier: Apache-2.0
#include "core/base/rung.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>
#include <string>

#include "core/base/error.h"

namespace destudio {

bool same_ratio(double a, double b) {
    constexpr double kSame = 1e-6;
    return std::abs(a - b) < kSame;
}

int effective_steps(int steps, double encode_ratio) {
    if (!(encode_ratio > 0)) {
        return 0;
    }
    return static_cast<int>(std::min(std::trunc(steps * encode_ratio), static_cast<double>(steps)));
}

RungProblem rung_problem(int steps, double encode_ratio) {
    if (!(encode_ratio > 0 && encode_ratio <= 1)) {
        return RungProblem::kOutsideRange;
    }
    return effective_steps(steps, encode_ratio) < 1 ? RungProblem::kNoStep : RungProblem::kNone;
}

void validate_rung(int steps, double encode_ratio) {
    char ratio[32];
    std::snprintf(ratio, sizeof ratio, "%g", encode_ratio);
    switch (rung_problem(steps, encode_ratio)) {
        case RungProblem::kNone:
            return;
        case RungProblem::kOutsideRange:
            throw UsageError(std::string(ratio) + " is not an encode ratio; it has to be above 0 and at most 1.");
        case RungProblem::kNoStep:
            throw UsageError("The encode ratio " + std::string(ratio) + " runs no step of " + std::to_string(steps) +
                             "; take a larger ratio or more steps.");
    }
}

DistinctRungs distinct_rungs(std::vector<double> ratios, const std::vector<std::uint64_t>& seeds, int steps) {
    DistinctRungs result;
    std::erase_if(ratios, [steps](double ratio) { return rung_problem(steps, ratio) != RungProblem::kNone; });
    std::sort(ratios.begin(), ratios.end());
    for (const double ratio : ratios) {
        // Steps rise with the ratios.
        const int run = effective_steps(steps, ratio);
        if (!result.ratios.empty() && effective_steps(steps, result.ratios.back()) == run) {
            result.joined.push_back({ratio, result.ratios.back(), run});
        } else {
            result.ratios.push_back(ratio);
        }
    }
    std::set<std::uint64_t> seen;
    for (const std::uint64_t seed : seeds) {
        if (!seen.insert(seed).second) {
            result.repeated_seeds.push_back(seed);
            continue;
        }
        for (const double ratio : result.ratios) {
            result.rungs.push_back({ratio, seed});
        }
    }
    return result;
}

}  // namespace destudio

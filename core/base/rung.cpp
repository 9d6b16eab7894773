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

namespace {

/// trunc(count * ratio) in double precision, at most count; 0 for what is no ratio.
int share_of(int count, double ratio) {
    return ratio > 0 ? static_cast<int>(std::min(std::trunc(count * ratio), static_cast<double>(count))) : 0;
}

}  // namespace

int effective_steps(Sampler sampler, int steps, double encode_ratio) {
    if (!runs_all_steps(sampler)) {
        return share_of(steps, encode_ratio);
    }
    return steps <= share_of(kConsistencyGrid, encode_ratio) ? steps : 0;
}

int rung_start(Sampler sampler, int steps, double encode_ratio) {
    return share_of(runs_all_steps(sampler) ? kConsistencyGrid : steps, encode_ratio);
}

std::vector<double> whole_step_ratios(Sampler sampler, int steps, double lowest, double highest) {
    constexpr double kDigits = 1e4;  // recipes and file names stay short; rounded up, so the step is not missed
    const int all = runs_all_steps(sampler) ? kConsistencyGrid : steps;
    std::vector<double> ratios;
    for (int step = share_of(all, lowest); step <= share_of(all, highest); ++step) {
        const double exact = static_cast<double>(step) / all;
        double ratio = std::ceil(exact * kDigits - 1e-6) / kDigits;
        if (share_of(all, ratio) != step) {
            ratio = std::ceil(exact * kDigits + 1e-6) / kDigits;
        }
        ratios.push_back(std::clamp(ratio, lowest, highest));
    }
    return ratios;
}

RungProblem rung_problem(Sampler sampler, int steps, double encode_ratio) {
    if (!(encode_ratio > 0 && encode_ratio <= 1)) {
        return RungProblem::kOutsideRange;
    }
    if (effective_steps(sampler, steps, encode_ratio) >= 1) {
        return RungProblem::kNone;
    }
    return runs_all_steps(sampler) ? RungProblem::kTooManySteps : RungProblem::kNoStep;
}

void validate_rung(Sampler sampler, int steps, double encode_ratio) {
    char ratio[32];
    std::snprintf(ratio, sizeof ratio, "%g", encode_ratio);
    switch (rung_problem(sampler, steps, encode_ratio)) {
        case RungProblem::kNone:
            return;
        case RungProblem::kOutsideRange:
            throw UsageError(std::string(ratio) + " is not an encode ratio; it has to be above 0 and at most 1.");
        case RungProblem::kNoStep:
            throw UsageError("The encode ratio " + std::string(ratio) + " runs no step of " + std::to_string(steps) +
                             "; take a larger ratio or more steps.");
        case RungProblem::kTooManySteps:
            throw UsageError("The encode ratio " + std::string(ratio) + " has room for " +
                             std::to_string(rung_start(sampler, steps, encode_ratio)) +
                             " steps with lcm and tcd, not " + std::to_string(steps) +
                             "; take fewer steps or a larger ratio.");
    }
}

DistinctRungs distinct_rungs(std::vector<double> ratios, const std::vector<std::uint64_t>& seeds, Sampler sampler,
                             int steps) {
    DistinctRungs result;
    std::erase_if(ratios, [=](double ratio) { return rung_problem(sampler, steps, ratio) != RungProblem::kNone; });
    std::sort(ratios.begin(), ratios.end());
    for (const double ratio : ratios) {
        // Starts rise with the ratios.
        const int start = rung_start(sampler, steps, ratio);
        if (!result.ratios.empty() && rung_start(sampler, steps, result.ratios.back()) == start) {
            result.joined.push_back({ratio, result.ratios.back(), effective_steps(sampler, steps, ratio)});
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

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace destudio {

/// Whether two encode ratios are one column of a ladder: they are typed with few digits, stored and read again.
bool same_ratio(double a, double b);

/// One point of a ladder: how far from the reference, and which seed.
struct Rung {
    double encode_ratio = 0.6;  ///< diffusers' strength, in (0, 1]
    std::uint64_t seed = 0;

    bool same_place(const Rung& other) const {
        return seed == other.seed && same_ratio(encode_ratio, other.encode_ratio);
    }
};

/// How far a rung is.
struct RungStep {
    std::size_t rung = 0;  ///< index into the request's rungs
    int step = 0;          ///< steps done, from 1
    int total = 0;         ///< steps this rung runs
};

/// diffusers' image-to-image start: the last trunc(steps * encode_ratio) of the steps run, in double precision; all of
/// them above 1, none for what is no ratio.
int effective_steps(int steps, double encode_ratio);

enum class RungProblem { kNone, kOutsideRange, kNoStep };
RungProblem rung_problem(int steps, double encode_ratio);
/// @throws UsageError, one sentence
void validate_rung(int steps, double encode_ratio);

/// What ratios and seeds come to. Ratios that run the same number of steps would give the same picture: the smallest of
/// them stands for all.
struct DistinctRungs {
    struct Joined {
        double ratio = 0;  ///< left out
        double kept = 0;   ///< for this one
        int steps = 0;     ///< which both run
    };
    std::vector<double> ratios;  ///< rising
    std::vector<Joined> joined;
    std::vector<std::uint64_t> repeated_seeds;
    std::vector<Rung> rungs;  ///< seed by seed as given, rising ratios
};
/// Ratios that rung_problem() refuses are skipped.
DistinctRungs distinct_rungs(std::vector<double> ratios, const std::vector<std::uint64_t>& seeds, int steps);

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/sampler.h"

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

/// Consistency models are distilled on a grid of so many timesteps: a ratio keeps its part of them, and the steps are
/// chosen from what is left (diffusers' original_inference_steps).
inline constexpr int kConsistencyGrid = 50;

/// Steps that a ratio runs. Most samplers: diffusers' image-to-image start, the last trunc(steps * encode_ratio) of the
/// steps, in double precision; all of them above 1, none for what is no ratio. LCM and TCD (runs_all_steps): all steps,
/// or none where the ratio's part of the grid has fewer points.
int effective_steps(Sampler sampler, int steps, double encode_ratio);
/// What tells the pictures of two ratios apart, all else equal: the same number, the same picture.
int rung_start(Sampler sampler, int steps, double encode_ratio);

/// The ratios of a range that tell pictures apart, rising: one for each whole number of noise-adding steps (of the grid
/// with LCM and TCD), the last of them 1 where the range ends there, which starts from pure noise.
/// @param lowest, highest ratios that validate_rung() accepts, in this order
std::vector<double> whole_step_ratios(Sampler sampler, int steps, double lowest, double highest);

enum class RungProblem { kNone, kOutsideRange, kNoStep, kTooManySteps };
RungProblem rung_problem(Sampler sampler, int steps, double encode_ratio);
/// @throws UsageError, one sentence
void validate_rung(Sampler sampler, int steps, double encode_ratio);

/// What ratios and seeds come to. Ratios with the same rung_start() would give the same picture: the smallest of
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
DistinctRungs distinct_rungs(std::vector<double> ratios, const std::vector<std::uint64_t>& seeds, Sampler sampler,
                             int steps);

}  // namespace destudio

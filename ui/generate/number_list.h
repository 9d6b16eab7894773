// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <cstdint>
#include <vector>

#include "core/base/sampler.h"

namespace destudio::ui {

/// What a text field with a list of numbers says, or the sentence that says what is wrong with it.
struct RatioList {
    std::vector<double> ratios;
    QString error;
};
struct SeedList {
    std::vector<std::uint64_t> seeds;
    QString error;
};

/// "0.3, 0.6 0.9": numbers above 0 and up to 1, each once, that run at least one of `steps` steps.
RatioList parse_ratios(const QString& text, int steps, Sampler sampler = Sampler::kDpmpp2m);
/// "1, 2, 7-10": whole numbers; at most 64 of them, each once.
SeedList parse_seeds(const QString& text);

/// The same text with every seed one higher or lower; as it is where one would fall below 0 or grow out of range.
QString stepped_seeds(const QString& text, int direction);

QString ratios_text(const std::vector<double>& ratios);
QString seeds_text(const std::vector<std::uint64_t>& seeds);
/// "Runs 9, 18, 27 of 30 steps", and which ratios are left out because a lower one runs as many.
QString effective_steps_text(const std::vector<double>& ratios, int steps, Sampler sampler = Sampler::kDpmpp2m);

}  // namespace destudio::ui

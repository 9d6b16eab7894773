// SPDX-License-Identifier: Apache-2.0
#include "app/cli/generate/generate_options.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <set>

#include "app/cli/option_text.h"
#include "core/base/error.h"
#include "core/engine/bundle_info.h"

namespace destudio::cli {

namespace {

constexpr int kMaxSteps = 1000;
constexpr int kMaxThreads = 1024;
constexpr std::size_t kMaxRungs = 10000;

template <class Number>
std::vector<Number> numbers(const std::string& text, const char* option, const char* kind) {
    std::vector<Number> values;
    for (const auto& part : split_list(text)) {
        values.push_back(parse_number_option<Number>(part, option, kind));
    }
    return values;
}

std::string shown(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%g", value);
    return text;
}

void require_range(const char* option, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
        throw UsageError(std::string(option) + " is " + shown(value) + "; it has to be from " + shown(low) + " to " +
                         shown(high) + ".");
    }
}

/// Rising ratios, each effective number of steps once.
std::vector<double> check_ratios(std::vector<double> ratios, int steps) {
    std::sort(ratios.begin(), ratios.end());
    std::map<int, double> by_steps;
    for (const double ratio : ratios) {
        if (!(ratio > 0 && ratio <= 1)) {
            throw UsageError("--ratios: " + shown(ratio) +
                             " is not an encode ratio; it has to be above 0 and at most 1.");
        }
        const int effective = effective_steps(steps, ratio);
        if (effective == 0) {
            throw UsageError("--ratios: " + shown(ratio) + " of " + std::to_string(steps) +
                             " steps runs no step at all; take a larger ratio or more steps.");
        }
        const auto [place, fresh] = by_steps.emplace(effective, ratio);
        if (!fresh) {
            spdlog::warn("The ratios {} and {} both run {} of {} steps; {} is left out.", place->second, ratio,
                         effective, steps, ratio);
        }
    }
    std::vector<double> kept;
    for (const auto& entry : by_steps) {
        kept.push_back(entry.second);
    }
    return kept;
}

std::vector<Rung> make_rungs(const GenerateArguments& arguments) {
    const auto ratios = check_ratios(numbers<double>(arguments.ratios, "--ratios", "a number"), arguments.steps);
    const auto seeds =
        numbers<std::uint64_t>(arguments.seeds, "--seeds", "a whole number from 0 to 18446744073709551615");
    std::vector<Rung> rungs;
    std::set<std::uint64_t> seen;
    for (const auto seed : seeds) {
        if (!seen.insert(seed).second) {
            spdlog::warn("The seed {} is given twice; it is used once.", seed);
            continue;
        }
        for (const double ratio : ratios) {
            rungs.push_back({ratio, seed});
        }
    }
    if (rungs.size() > kMaxRungs) {
        throw UsageError("More than " + std::to_string(kMaxRungs) + " variants of one reference; take fewer seeds.");
    }
    return rungs;
}

std::vector<dataset::Format> check_formats(const std::vector<std::string>& words) {
    std::vector<dataset::Format> formats;
    for (const auto& word : words) {
        for (const auto& part : split_list(word)) {
            const auto format = dataset::parse_format(part);
            if (std::find(formats.begin(), formats.end(), format) == formats.end()) {
                formats.push_back(format);
            }
        }
    }
    return formats.empty() ? std::vector{dataset::Format::kCoco} : formats;
}

}  // namespace

GenerateOptions check(const GenerateArguments& arguments) {
    GenerateOptions options;
    require_range("--steps", arguments.steps, 1, kMaxSteps);
    require_range("--guidance", arguments.guidance.value_or(0), 0, 100);
    require_range("--eta", arguments.eta, 0, 1);
    require_range("--threshold", arguments.threshold, 0, 1);
    require_range("--sample", arguments.sample, 0, 1'000'000);
    require_word("--suffixes", arguments.suffixes, {"auto", "photo", "none"});
    require_word("--size", arguments.size, {"native", "paper"});
    require_word("--memory", arguments.memory, {"normal", "low"});
    require_range("--threads", arguments.threads, 0, kMaxThreads);
    options.rungs = make_rungs(arguments);
    options.guidance_scale = arguments.guidance;
    options.settings.steps = arguments.steps;
    options.settings.sampler = parse_sampler(arguments.sampler);
    options.settings.eta = arguments.eta;
    if (arguments.eta > 0 && options.settings.sampler != Sampler::kDdim) {
        throw UsageError("--eta works with --sampler ddim only.");
    }
    if (arguments.label_step != "auto") {
        options.label_step = parse_label_step(arguments.label_step);
    }
    options.generator.precision = parse_precision(arguments.dtype);
    options.generator.device = arguments.device;
    options.memory = arguments.memory == "low" ? MemoryMode::kLow : MemoryMode::kNormal;
    options.threads = arguments.threads;
    options.generator.adapter = arguments.adapter;
    options.formats = check_formats(arguments.formats);
    options.paper_size = arguments.size == "paper";
    options.suffixes = arguments.suffixes;
    options.threshold = arguments.threshold;
    options.prompt = arguments.prompt;
    options.negative = arguments.negative;
    options.sample = arguments.sample;
    options.images = arguments.images;
    options.references.assign(arguments.references.begin(), arguments.references.end());
    if (options.references.empty() && options.sample == 0) {
        throw UsageError("Nothing to start from: name images or a COCO file with --reference, or use --sample 4.");
    }
    if (arguments.out.empty()) {
        throw UsageError("--out is missing: name the folder for the results.");
    }
    options.out = arguments.out;
    options.bundle = arguments.bundle.empty() ? built_in_bundle() : std::filesystem::path(arguments.bundle);
    return options;
}

}  // namespace destudio::cli

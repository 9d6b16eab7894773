// SPDX-License-Identifier: Apache-2.0
#include "app/cli/generate/generate_options.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

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

std::vector<Rung> make_rungs(const GenerateArguments& arguments) {
    const auto ratios = numbers<double>(arguments.ratios, "--ratios", "a number");
    for (const double ratio : ratios) {
        try {
            validate_rung(arguments.steps, ratio);
        } catch (const UsageError& error) {
            throw UsageError(std::string("--ratios: ") + error.what());
        }
    }
    const auto seeds =
        numbers<std::uint64_t>(arguments.seeds, "--seeds", "a whole number from 0 to 18446744073709551615");
    DistinctRungs distinct = distinct_rungs(ratios, seeds, arguments.steps);
    for (const auto& [ratio, kept, steps] : distinct.joined) {
        spdlog::warn("The ratios {} and {} both run {} of {} steps; {} is left out.", kept, ratio, steps,
                     arguments.steps, ratio);
    }
    for (const auto seed : distinct.repeated_seeds) {
        spdlog::warn("The seed {} is given twice; it is used once.", seed);
    }
    if (distinct.rungs.size() > kMaxRungs) {
        throw UsageError("More than " + std::to_string(kMaxRungs) + " variants of one reference; take fewer seeds.");
    }
    return std::move(distinct.rungs);
}

/// Names of formats of core/dataset: those whose folders may lie beside each other.
std::vector<std::string> check_formats(const std::vector<std::string>& words) {
    std::vector<std::string> formats;
    for (const auto& word : words) {
        for (const auto& part : split_list(word)) {
            if (part != "coco" && part != "voc" && part != "yolo") {
                throw UsageError("There is no dataset format \"" + part + "\" here; use coco, voc or yolo.");
            }
            if (std::find(formats.begin(), formats.end(), part) == formats.end()) {
                formats.push_back(part);
            }
        }
    }
    return formats.empty() ? std::vector<std::string>{"coco"} : formats;
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

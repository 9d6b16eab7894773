// SPDX-License-Identifier: Apache-2.0
#include "app/cli/generate/generate_options.h"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "app/cli/generate/lora_options.h"
#include "app/cli/generate/sampler_options.h"
#include "app/cli/option_text.h"
#include "core/base/error.h"
#include "core/engine/model/bundle_info.h"
#include "core/engine/model/lora_files.h"
#include "core/engine/model/model_places.h"

namespace destudio::cli {

namespace {

constexpr int kMaxSteps = 1000;
constexpr int kMaxThreads = 1024;
/// Two ratios that run the same number of steps are one.
constexpr std::size_t kMaxRatios = kMaxSteps;
constexpr std::size_t kMaxRungs = 10000;

template <class Number>
std::vector<Number> numbers(const std::string& text, const char* option, const char* kind, std::size_t most) {
    std::vector<Number> values;
    const auto parts = split_list(text);
    if (parts.size() > most) {
        throw UsageError(std::string(option) + " lists " + std::to_string(parts.size()) + " values; at most " +
                         std::to_string(most) + " are possible.");
    }
    for (const auto& part : parts) {
        values.push_back(parse_number_option<Number>(part, option, kind));
    }
    return values;
}

/// Those that are told one by one; of the others it is told how many there are.
template <class Entry>
std::vector<Entry> first_few(std::vector<Entry> entries, const char* what) {
    constexpr std::size_t kFew = 5;
    if (entries.size() > kFew) {
        spdlog::warn("{} {} are left out because they repeat others, among them:", entries.size(), what);
        entries.resize(kFew);
    }
    return entries;
}

std::vector<Rung> make_rungs(const GenerateArguments& arguments, const Recipe& settings) {
    const auto ratios = numbers<double>(arguments.ratios, "--ratios", "a number", kMaxRatios);
    for (const double ratio : ratios) {
        try {
            validate_rung(settings.sampler, settings.steps, ratio);
        } catch (const UsageError& error) {
            throw UsageError(std::string("--ratios: ") + error.what());
        }
    }
    const auto seeds =
        numbers<std::uint64_t>(arguments.seeds, "--seeds", "a whole number from 0 to 18446744073709551615", kMaxRungs);
    DistinctRungs distinct = distinct_rungs(ratios, seeds, settings.sampler, settings.steps);
    for (const auto& [ratio, kept, steps] : first_few(distinct.joined, "ratios")) {
        spdlog::warn("The ratios {} and {} both run {} of {} steps; {} is left out.", kept, ratio, steps,
                     settings.steps, ratio);
    }
    for (const auto seed : first_few(distinct.repeated_seeds, "seeds")) {
        spdlog::warn("The seed {} is given twice; it is used once.", seed);
    }
    if (distinct.rungs.size() > kMaxRungs) {
        throw UsageError("--ratios and --seeds make " + std::to_string(distinct.rungs.size()) +
                         " variants of one reference; at most " + std::to_string(kMaxRungs) +
                         " are possible. Take fewer seeds.");
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

/// "a cat=0.1,0.2,0.5,0.9"
GroundedPhrase parse_grounded(const std::string& text) {
    const auto equals = text.rfind('=');
    const auto sides = equals == std::string::npos ? std::vector<std::string>() : split_list(text.substr(equals + 1));
    if (sides.size() != 4 || equals == 0) {
        throw UsageError("--boxes: \"" + text +
                         "\" is no box; write a phrase and its left, top, right and bottom as shares of the picture, "
                         "such as \"a cat=0.1,0.2,0.5,0.9\", or: reference.");
    }
    const auto side = [&](std::size_t i) { return parse_number_option<double>(sides[i], "--boxes", "a number"); };
    const GroundedPhrase grounded{text.substr(0, equals), {side(0), side(1), side(2), side(3)}};
    const Box& box = grounded.box;
    if (box.empty() || box.x1 < 0 || box.y1 < 0 || box.x2 > 1 || box.y2 > 1) {
        throw UsageError("--boxes: \"" + text + "\" has to lie in the picture: shares from 0 to 1, left before right.");
    }
    return grounded;
}

}  // namespace

GenerateOptions check(const GenerateArguments& arguments) {
    GenerateOptions options;
    require_range("--steps", arguments.steps.value_or(1), 1, kMaxSteps);
    require_range("--guidance", arguments.guidance.value_or(0), 0, 100);
    require_range("--guidance-rescale", arguments.guidance_rescale.value_or(0), 0, 1);
    require_range("--eta", arguments.eta.value_or(0), 0, 1);
    require_range("--threshold", arguments.threshold, 0, 1);
    require_range("--sample", arguments.sample, 0, 1'000'000);
    require_word("--suffixes", arguments.suffixes, {"auto", "photo", "none"});
    require_word("--size", arguments.size, {"native", "paper"});
    require_word("--memory", arguments.memory, {"normal", "low"});
    require_range("--threads", arguments.threads, 0, kMaxThreads);
    options.guidance_scale = arguments.guidance;
    options.settings.guidance_rescale = arguments.guidance_rescale.value_or(0);
    options.settings.spacing = parse_spacing_or_auto(arguments.spacing);
    if (!arguments.sampler.empty()) {
        check_eta(parse_sampler(arguments.sampler), arguments.eta);
    }
    if (arguments.label_step != "auto") {
        options.label_step = parse_label_step(arguments.label_step);
    }
    options.generator.precision = parse_precision(arguments.dtype);
    options.generator.device = arguments.device;
    options.memory = arguments.memory == "low" ? MemoryMode::kLow : MemoryMode::kNormal;
    options.threads = arguments.threads;
    options.generator.adapter = arguments.adapter;
    options.generator.loras = parse_loras(arguments.loras);
    options.formats = check_formats(arguments.formats);
    options.paper_size = arguments.size == "paper";
    options.suffixes = arguments.suffixes;
    options.threshold = arguments.threshold;
    require_range("--boxes-share", arguments.boxes_share, 0, 1);
    options.settings.boxes_share = arguments.boxes_share;
    for (const auto& text : arguments.boxes) {
        if (text == "reference") {
            options.reference_boxes = true;
        } else {
            options.settings.boxes.push_back(parse_grounded(text));
        }
    }
    options.prompt = arguments.prompt;
    options.domain = arguments.domain;
    if (!options.domain.empty() && options.prompt.find_first_not_of(" \t\r\n") != std::string::npos) {
        throw UsageError(
            "--domain goes into the prompt of the classes, which --prompt takes the place of; give one of the two.");
    }
    options.negative = arguments.negative;
    options.sample = arguments.sample;
    options.images = arguments.images;
    options.split = arguments.split;
    options.references.assign(arguments.references.begin(), arguments.references.end());
    if (options.references.empty() && options.sample == 0) {
        throw UsageError("Nothing to start from: name images or a COCO file with --reference, or use --sample 4.");
    }
    if (arguments.out.empty()) {
        throw UsageError("--out is missing: name the folder for the results.");
    }
    options.out = arguments.out;
    options.no_mark = arguments.no_mark;
    options.overwrite = arguments.overwrite;
    options.bundle = arguments.bundle.empty() ? default_bundle() : std::filesystem::path(arguments.bundle);
    const SamplerChoice choice = choose_sampler({arguments.sampler, arguments.steps, arguments.eta, arguments.guidance},
                                                with_loras(read_bundle_info(options.bundle), options.generator.loras));
    options.settings.sampler = choice.sampler;
    options.settings.steps = choice.steps;
    options.settings.eta = choice.eta;
    options.rungs = make_rungs(arguments, options.settings);
    return options;
}

}  // namespace destudio::cli

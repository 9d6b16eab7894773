// SPDX-License-Identifier: Apache-2.0
#include "app/cli/scaleup/scale_up_options.h"

#include <spdlog/spdlog.h>

#include "app/cli/option_text.h"
#include "core/base/error.h"
#include "core/dataset/formats/captions/captions.h"
#include "core/dataset/io/dataset_io.h"
#include "core/engine/bundle_info.h"

namespace destudio::cli {

namespace {

namespace fs = std::filesystem;

void set_ratio_range(const std::string& text, scaleup::ScaleUpSettings& settings) {
    const auto parts = split_list(text);
    if (parts.size() != 2) {
        throw UsageError("--ratio-range: \"" + text + "\" is no range; write two ratios such as 0.3,1.0.");
    }
    settings.lowest_ratio = parse_number_option<double>(parts[0], "--ratio-range", "a number");
    settings.highest_ratio = parse_number_option<double>(parts[1], "--ratio-range", "a number");
}

void set_class_bounds(const std::vector<std::string>& pairs, scaleup::ScaleUpSettings& settings) {
    for (const auto& pair : pairs) {
        const auto equals = pair.rfind('=');
        if (equals == std::string::npos || equals == 0) {
            throw UsageError("--class-bound: \"" + pair + "\" is no bound of a class; write cat=200.");
        }
        settings.class_bounds[pair.substr(0, equals)] =
            parse_number_option<std::int64_t>(pair.substr(equals + 1), "--class-bound", "a whole number");
    }
}

dataset::ReadResult read_dataset(const ScaleUpArguments& arguments) {
    dataset::ReadOptions options;
    options.images = arguments.images;
    std::error_code ec;
    if (!arguments.images.empty() && !fs::is_directory(arguments.images, ec)) {
        throw IoError("There is no folder " + arguments.images + " with the dataset's images.");
    }
    if (!fs::exists(arguments.dataset, ec)) {
        throw IoError("There is no dataset at " + arguments.dataset + ".");
    }
    auto read = dataset::open_dataset(dataset::recognise_format(arguments.dataset), arguments.dataset, options);
    for (const auto& issue : read.issues) {
        spdlog::warn("{}: {}: {}", arguments.dataset, issue.where, issue.what);
    }
    if (!arguments.captions.empty()) {
        dataset::add_captions(read, arguments.captions);
    }
    return read;
}

}  // namespace

ScaleUpOptions check(const ScaleUpArguments& arguments) {
    ScaleUpOptions options;
    auto& settings = options.request.settings;
    settings = arguments.settings;
    require_word("--selection", arguments.selection, {"uniform", "quota"});
    require_word("--size", arguments.size, {"auto", "native", "paper"});
    require_word("--suffixes", settings.prompts.suffixes, {"auto", "photo", "none"});
    require_word("--when-full", arguments.when_full, {"wait", "stop"});
    settings.seed = arguments.seed;
    settings.lower_bound = arguments.lower_bound;
    set_class_bounds(arguments.class_bounds, settings);
    if (!arguments.classes.empty()) {
        settings.classes = split_list(arguments.classes);
    }
    settings.max_images = arguments.max_images;
    settings.max_hours = arguments.max_hours;
    set_ratio_range(arguments.ratio_range, settings);
    settings.selection = arguments.selection == "quota" ? scaleup::Selection::kQuota : scaleup::Selection::kUniform;
    settings.round_size = arguments.round_size;
    settings.sampler = parse_sampler(arguments.sampler);
    settings.shard = scaleup::parse_shard(arguments.shard);
    if (!arguments.counts.empty() && settings.shard.whole()) {
        throw UsageError("--counts goes with --shard; one process alone keeps count by itself.");
    }
    options.generator.precision = parse_precision(arguments.dtype);
    options.generator.device = arguments.device;
    options.generator.adapter = arguments.adapter;
    options.bundle = arguments.bundle.empty() ? built_in_bundle() : fs::path(arguments.bundle);
    const BundleInfo bundle = read_bundle_info(options.bundle, options.generator.adapter);
    settings.guidance_scale = arguments.guidance.value_or(bundle.guidance_scale);
    settings.label_step = arguments.label_step == "auto" ? bundle.label_step : parse_label_step(arguments.label_step);
    const bool paper = arguments.size == "paper" || (arguments.size == "auto" && bundle.domain == "photo");
    settings.size = paper ? scaleup::ReferenceSize::kPaper : scaleup::ReferenceSize::kNative;
    scaleup::check(settings);
    options.request.references =
        scaleup::make_reference_set(read_dataset(arguments), bundle.classes, arguments.dataset);
    options.request.dataset_name = arguments.dataset;
    options.request.out = arguments.out;
    options.request.counts = arguments.counts;
    options.request.log = arguments.log == "none" ? fs::path()
                          : arguments.log.empty() ? fs::path(arguments.out) / "log.jsonl"
                                                  : fs::path(arguments.log);
    options.wait_for_room = arguments.when_full == "wait";
    options.json = arguments.json;
    return options;
}

}  // namespace destudio::cli

// SPDX-License-Identifier: Apache-2.0
#include "app/cli/scaleup/scale_up_options.h"

#include <spdlog/spdlog.h>

#include <fstream>
#include <string_view>

#include "app/cli/generate/lora_options.h"
#include "app/cli/generate/sampler_options.h"
#include "app/cli/option_text.h"
#include "core/base/error.h"
#include "core/dataset/formats/captions/captions.h"
#include "core/dataset/io/dataset_io.h"
#include "core/dataset/model/split_use.h"
#include "core/engine/model/bundle_info.h"
#include "core/engine/model/lora_files.h"
#include "core/engine/model/model_places.h"
#include "core/engine/model/prompt_server_file.h"
#include "core/prompting/chat_prompts.h"

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

scaleup::NamedDataset read_dataset(const ScaleUpArguments& arguments, std::size_t at) {
    const std::string& path = arguments.datasets[at];
    dataset::ReadOptions options;
    options.images = arguments.images.empty() ? std::string() : arguments.images[at];
    std::error_code ec;
    if (!options.images.empty() && !fs::is_directory(options.images, ec)) {
        throw IoError("There is no folder " + options.images.string() + " with the dataset's images.");
    }
    if (!fs::exists(path, ec)) {
        throw IoError("There is no dataset at " + path + ".");
    }
    auto read = dataset::open_dataset(dataset::recognise_format(path), path, options);
    for (const auto& issue : read.issues) {
        spdlog::warn("{}: {}", issue.where, issue.what);
    }
    const std::size_t told = read.issues.size();
    for (const auto& captions : arguments.captions) {
        dataset::add_captions(read, captions);
    }
    // With several datasets, a captions file belongs to one of them.
    for (std::size_t i = told; i < read.issues.size() && arguments.datasets.size() == 1; ++i) {
        spdlog::warn("{}: {}", read.issues[i].where, read.issues[i].what);
    }
    const auto chosen = dataset::images_for(read.dataset, dataset::SplitUse::kRedraw,
                                            dataset::parse_splits(arguments.split, "--split"), path);
    const std::string others = dataset::counted_others(read.dataset, chosen);
    spdlog::info("{}: {} to scale up{}", path, dataset::counted_splits(read.dataset, chosen),
                 others.empty() ? "" : "; not used: " + others);
    if (!others.empty()) {
        read.dataset = dataset::only_images(read.dataset, chosen);
    }
    return {path, std::move(read)};
}

std::vector<scaleup::NamedDataset> read_datasets(const ScaleUpArguments& arguments) {
    if (!arguments.images.empty() && arguments.images.size() != arguments.datasets.size()) {
        throw UsageError("--images names " + std::to_string(arguments.images.size()) + " folders for " +
                         std::to_string(arguments.datasets.size()) +
                         " datasets; give one for each --dataset, in the same order, or none.");
    }
    std::vector<scaleup::NamedDataset> datasets;
    std::error_code ec;
    for (std::size_t i = 0; i < arguments.datasets.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            if (fs::equivalent(arguments.datasets[i], arguments.datasets[k], ec)) {
                throw UsageError("--dataset: " + arguments.datasets[i] + " is given twice.");
            }
        }
        datasets.push_back(read_dataset(arguments, i));
    }
    return datasets;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const auto& part : parts) {
        text += (text.empty() ? "" : " and ") + part;
    }
    return text;
}

/// The same bounds as scaleup::check(), said with the names of the options.
void require_ranges(const scaleup::ScaleUpSettings& settings, double guidance) {
    constexpr double kMax = 1e9;
    require_range("--lower-bound", static_cast<double>(settings.lower_bound), 1, kMax);
    for (const auto& [name, bound] : settings.class_bounds) {
        require_range("--class-bound", static_cast<double>(bound), 1, kMax);
    }
    if (settings.clusters > 0) {
        require_range("--cluster-lower-bound", static_cast<double>(settings.cluster_bound), 1, kMax);
    }
    require_range("--steps", settings.steps, 1, 1000);
    require_range("--guidance", guidance, 0, 100);
    require_range("--eta", settings.eta, 0, 1);
    require_range("--threshold", settings.threshold, 0, 1);
    require_range("--round-size", static_cast<double>(settings.round_size), 0, kMax);
    require_range("--max-images", static_cast<double>(settings.max_images.value_or(1)), 1, 1e15);
    require_range("--max-near-duplicates", static_cast<double>(settings.max_near_duplicates.value_or(0)), 0, kMax);
    require_range("--near-duplicate-distance", settings.near_duplicate_distance, 0, 32);
    for (const double ratio : {settings.lowest_ratio, settings.highest_ratio}) {
        try {
            validate_rung(settings.sampler, settings.steps, ratio);
        } catch (const UsageError& error) {
            throw UsageError(std::string("--ratio-range: ") + error.what());
        }
    }
}

/// Lines are appended to it, so it has to be a log.
void require_log(const fs::path& log) {
    if (log.empty()) {
        return;
    }
    std::error_code ec;
    if (fs::exists(log, ec) && !fs::is_regular_file(log, ec)) {
        throw UsageError("--log: " + log.string() + " is not a file.");
    }
    constexpr std::string_view kStart = "{\"time\":";
    std::string start(kStart.size(), '\0');
    std::ifstream in(log, std::ios::binary);
    if (in.read(start.data(), static_cast<std::streamsize>(start.size())); in.gcount() > 0 && start != kStart) {
        throw UsageError("--log: " + log.string() + " holds something else than a log; name another file.");
    }
}

/// --prompts and where a server for them is: what is typed, else what the person's settings say.
void set_prompts(const ScaleUpArguments& arguments, scaleup::ScaleUpRequest& request) {
    require_word("--prompts", arguments.prompts, {"captions", "classes", "grammar", "server"});
    auto& settings = request.settings;
    settings.prompt_kind = prompting::parse_prompt_kind(arguments.prompts);
    const bool one_prompt = settings.prompts.prompt.find_first_not_of(" \t\r\n") != std::string::npos;
    if (one_prompt && settings.prompt_kind != prompting::PromptKind::kCaptions) {
        throw UsageError("--prompt is one text for all images, so there is nothing to write for --prompts " +
                         arguments.prompts + "; give one of the two.");
    }
    if (settings.prompt_kind != prompting::PromptKind::kServer) {
        if (!arguments.prompt_server.empty() || !arguments.prompt_model.empty()) {
            throw UsageError("--prompt-server and --prompt-model go with --prompts server.");
        }
        return;
    }
    prompting::PromptServer server = prompting::read_prompt_server(prompt_server_file());
    if (!arguments.prompt_server.empty() && arguments.prompt_server != server.address) {
        server = {arguments.prompt_server, {}, {}};  // model and key of the settings are another server's
    }
    if (!arguments.prompt_model.empty()) {
        server.model = arguments.prompt_model;
    }
    if (server.address.empty()) {
        throw UsageError(
            "--prompts server needs an address: give it with --prompt-server, or in the window's settings.");
    }
    settings.prompt_model = server.model;
    request.prompt_source = std::make_shared<prompting::ChatPrompts>(prompting::with_key_of_environment(server));
}

}  // namespace

ScaleUpOptions check(const ScaleUpArguments& arguments) {
    ScaleUpOptions options;
    auto& settings = options.request.settings;
    settings = arguments.settings;
    require_word("--selection", arguments.selection, {"uniform", "quota"});
    require_word("--size", arguments.size, {"auto", "native", "paper"});
    require_word("--suffixes", settings.prompts.suffixes, {"auto", "photo", "none"});
    require_word("--ratio-draw", arguments.ratio_draw, {"steps", "uniform"});
    require_word("--when-full", arguments.when_full, {"wait", "stop"});
    require_word("--gate", arguments.gate, {"off", "mark", "reject"});
    settings.gate = scaleup::parse_gate_use(arguments.gate);
    if (!arguments.judge.empty() && settings.gate == scaleup::GateUse::kOff) {
        throw UsageError("--judge goes with --gate mark or --gate reject.");
    }
    require_range("--paste", settings.paste, 0, scaleup::kMaxPasted);
    require_range("--gate-agreement", settings.gate_agreement, 0, 1);
    options.judge = arguments.judge;
    settings.seed = arguments.seed;
    settings.marked = !arguments.no_mark;
    settings.lower_bound = arguments.lower_bound;
    set_class_bounds(arguments.class_bounds, settings);
    if (!arguments.classes.empty()) {
        settings.classes = split_list(arguments.classes);
    }
    require_range("--clusters", arguments.clusters, 0, scaleup::kMaxClusters);
    if ((arguments.clusters > 0) != (arguments.cluster_lower_bound != 0)) {
        throw UsageError(
            "--clusters and --cluster-lower-bound go together: into how many clusters the references are "
            "put, and how many images each of them shall have at least.");
    }
    settings.clusters = arguments.clusters;
    settings.cluster_bound = arguments.cluster_lower_bound;
    settings.max_images = arguments.max_images;
    settings.max_hours = arguments.max_hours;
    const char* const usual = settings.paste > 0 ? "0.15,0.4" : "0.3,1.0";
    set_ratio_range(arguments.ratio_range == "auto" ? usual : arguments.ratio_range, settings);
    settings.ratio_draw = arguments.ratio_draw == "uniform" ? scaleup::RatioDraw::kUniform : scaleup::RatioDraw::kSteps;
    for (const auto& words : arguments.domains) {
        for (const auto& domain : split_list(words)) {
            settings.domains.push_back(domain);
        }
    }
    if (!settings.domains.empty() && settings.prompts.prompt.find_first_not_of(" \t\r\n") != std::string::npos) {
        throw UsageError(
            "--domain goes into the prompt of the classes, which --prompt takes the place of; give one of the two.");
    }
    set_prompts(arguments, options.request);
    settings.selection = arguments.selection == "quota" ? scaleup::Selection::kQuota : scaleup::Selection::kUniform;
    settings.round_size = arguments.round_size;
    settings.spacing = parse_spacing_or_auto(arguments.spacing);
    if (!arguments.sampler.empty()) {
        check_eta(parse_sampler(arguments.sampler), arguments.eta);
    }
    settings.shard = scaleup::parse_shard(arguments.shard);
    if (!arguments.counts.empty() && settings.shard.whole()) {
        throw UsageError("--counts goes with --shard; one process alone keeps count by itself.");
    }
    options.generator.precision = parse_precision(arguments.dtype);
    options.generator.device = arguments.device;
    options.generator.adapter = arguments.adapter;
    options.generator.loras = parse_loras(arguments.loras);
    options.bundle = arguments.bundle.empty() ? default_bundle() : fs::path(arguments.bundle);
    const BundleInfo bundle =
        with_loras(read_bundle_info(options.bundle, options.generator.adapter), options.generator.loras);
    settings.guidance_scale = arguments.guidance.value_or(bundle.guidance_scale);
    const auto choice = choose_sampler({arguments.sampler, arguments.steps, arguments.eta, arguments.guidance}, bundle);
    settings.sampler = choice.sampler;
    settings.steps = choice.steps;
    settings.eta = choice.eta;
    settings.label_step = arguments.label_step == "auto" ? bundle.label_step : parse_label_step(arguments.label_step);
    const bool paper = arguments.size == "paper" || (arguments.size == "auto" && bundle.domain == "photo");
    settings.size = paper ? scaleup::ReferenceSize::kPaper : scaleup::ReferenceSize::kNative;
    require_ranges(settings, settings.guidance_scale);
    scaleup::check(settings);
    options.request.references = scaleup::make_reference_set(read_datasets(arguments), bundle.classes);
    options.request.dataset_name = joined(arguments.datasets);
    options.request.out = arguments.out;
    options.request.counts = arguments.counts;
    options.request.log = arguments.log == "none" ? fs::path()
                          : arguments.log.empty() ? fs::path(arguments.out) / "log.jsonl"
                                                  : fs::path(arguments.log);
    require_log(options.request.log);
    options.wait_for_room = arguments.when_full == "wait";
    options.json = arguments.json;
    return options;
}

}  // namespace destudio::cli

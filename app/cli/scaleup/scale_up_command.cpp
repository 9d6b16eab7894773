// SPDX-License-Identifier: Apache-2.0
// destudio-cli scale-up: a dataset in, labelled variants out until every class has enough.
#include <spdlog/spdlog.h>

#include <iostream>
#include <memory>
#include <utility>

#include "app/cli/command.h"
#include "app/cli/generate/lora_options.h"
#include "app/cli/generate/sampler_options.h"
#include "app/cli/option_recipe.h"
#include "app/cli/output_options.h"
#include "app/cli/scaleup/scale_up_options.h"
#include "app/cli/scaleup/scale_up_printer.h"
#include "app/cli/training/recipe_help.h"
#include "core/base/atomic_file.h"
#include "core/engine/model/bundle_hash.h"
#include "core/engine/model/machine.h"
#include "core/scaleup/scale_up_folder.h"
#include "core/study/judge.h"

namespace destudio::cli {

namespace {

/// What is to come, before hours are spent on it.
/// @param status before the first image of this call
void announce(const ScaleUpOptions& options, const scaleup::ScaleUpModel& model, const scaleup::ScaleUpStatus& status) {
    const bool fresh = status.counts.made == 0;
    const auto expected = fresh ? scaleup::forecast(options.request, model) : status;
    if (expected.items_left == 0) {
        return;
    }
    if (!fresh) {
        spdlog::info("Going on after {} images.", status.counts.made);
    }
    if (!expected.items_left) {
        spdlog::info(
            "How many images it takes cannot be told, because a class has not come up; one takes about {}, "
            "and {} are free.",
            scaleup::byte_text(expected.bytes_per_image), scaleup::byte_text(status.bytes_free));
        return;
    }
    spdlog::info("About {} images, {} of {} free on the disk.", *expected.items_left,
                 scaleup::byte_text(*expected.bytes_left), scaleup::byte_text(status.bytes_free));
    if (*expected.bytes_left > status.bytes_free) {
        spdlog::warn("The disk of {} has room for about {} of them; on a full disk it waits for room.",
                     options.request.out.string(), status.bytes_free / expected.bytes_per_image);
    }
}

const char* sentence(scaleup::ScaleUpEnd end) {
    switch (end) {
        case scaleup::ScaleUpEnd::kReached:
            return "Ended: the lower bounds are exceeded.";
        case scaleup::ScaleUpEnd::kMaxImages:
            return "Ended at --max-images.";
        case scaleup::ScaleUpEnd::kMaxHours:
            return "Ended at --max-hours; run it again to resume.";
        case scaleup::ScaleUpEnd::kRound:
            return "This shard's part of the round is done. merge-shards --counts FILE counts over all shards; where "
                   "classes "
                   "fall short, run the shards again with --counts FILE.";
    }
    return "";
}

/// What belongs to a run and not to a kind of scale-up.
std::vector<std::string> recipe_exceptions() {
    return {"--out", "--recipe", "--help-recipe", "--help", "--json", "--shard", "--counts", "--log"};
}

void scale_up(const ScaleUpArguments& arguments, Context& context) {
    const ScaleUpOptions options = check(arguments);
    warn_about_slow_blas();
    set_compute_threads(false);
    auto model = scaleup::make_scale_up_model(options.bundle, options.generator);
    if (!options.judge.empty()) {
        const auto judge = std::make_shared<study::Judge>(options.judge, model.bundle.classes);
        model.judge_hash = adapter_hash(options.judge);
        model.judge = [judge](const cv::Mat& picture) {
            return judge->look(picture, scaleup::GateRules().judge_faint);
        };
    }
    scaleup::ScaleUpHooks hooks;
    hooks.on_status = [&, printer = make_scale_up_printer(context.progress),
                       first = true](const scaleup::ScaleUpStatus& status) mutable {
        if (std::exchange(first, false)) {
            announce(options, model, status);
        }
        printer(status);
    };
    hooks.disk.wait = options.wait_for_room;
    const auto result = scaleup::scale_up(options.request, model, hooks, context.stop);
    const scaleup::ScaleUpFolder folder{options.request.out};
    if (options.json) {
        std::cout << read_file(folder.counts());
        return;
    }
    std::cout << counts_sentence(result.status.counts) << '\n';
    if (options.request.settings.gate != scaleup::GateUse::kOff) {
        print_gate(std::cout, result.status.counts.gate, model.bundle.classes);
    }
    print_classes(std::cout, result.status.classes);
    print_clusters(std::cout, result.status.clusters);
    std::cout << sentence(result.end) << '\n' << folder.annotations().string() << '\n';
}

}  // namespace

void add_scale_up_command(CLI::App& app, Context& context) {
    auto arguments = std::make_shared<ScaleUpArguments>();
    auto& a = *arguments;
    auto& s = a.settings;
    auto* command = app.add_subcommand(
        "scale-up", "Make labelled variants of a dataset until every class has enough; run it again to resume");
    command->add_option("--bundle", a.bundle, "Bundle folder; the built-in one where it is not given");
    command->add_option("--adapter", a.adapter, "Another adapter folder than the bundle's own");
    command->add_option("--lora", a.loras, kLoraHelp)->allow_extra_args(false);
    command
        ->add_option("--dataset", a.datasets,
                     "Dataset whose images are the references: a folder or its file; several times for several")
        ->required()
        ->allow_extra_args(false);
    command
        ->add_option("--images", a.images,
                     "Folder of its images, where it is not beside the file; one for each dataset")
        ->allow_extra_args(false);
    command
        ->add_option("--captions", a.captions,
                     "COCO captions file, or a folder of text files; several captions of an image are used in turn")
        ->allow_extra_args(false);
    command->add_option("--split", a.split,
                        "Splits whose images are the references: train, val, test, none (without a split), all; where "
                        "it is not given, train, or what has no split");
    command->add_option("--recipe", a.recipe, "JSON file with options by their names; what is typed counts more");
    add_recipe_help(*command, [command] { return option_recipe_help(*command, recipe_exceptions()); });
    command->add_option("--lower-bound", a.lower_bound, "Every class shall have more boxes than this");
    command->add_option("--class-bound", a.class_bounds, "cat=200: another bound for a class; several times")
        ->allow_extra_args(false);
    command->add_option("--classes", a.classes,
                        "Classes that have to reach it, separated by commas; else the dataset's");
    command
        ->add_option("--clusters", a.clusters,
                     "Put the references into so many clusters of those that look alike, so that variety has a lower "
                     "bound, too; none at 0")
        ->capture_default_str();
    command->add_option("--cluster-lower-bound", a.cluster_lower_bound,
                        "Every cluster of references shall have more images than this");
    command->add_option("--max-images", a.max_images, "Make at most so many images, those left out included");
    command->add_option("--max-hours", a.max_hours, "Stop after so many hours; run it again to resume");
    command->add_option("--seed", a.seed, "Of the order, the ratios and the images")->capture_default_str();
    command
        ->add_option("--ratio-range", a.ratio_range,
                     "Encode ratios are drawn from this range; auto: 0.3,1.0, with --paste 0.15,0.4")
        ->capture_default_str();
    command
        ->add_option("--ratio-draw", a.ratio_draw,
                     "steps (a whole number of noise-adding steps, as the paper draws it, so that pure text-to-image "
                     "comes too), or uniform (any ratio of the range)")
        ->capture_default_str();
    command
        ->add_option("--selection", a.selection,
                     "References: uniform, or quota (by what classes and clusters still lack)")
        ->capture_default_str();
    command->add_option(
        "--round-size", a.round_size,
        "Images of all shards after which shards stop to be counted together, and which quota plans at once; "
        "else 100 with quota, and as many as should be enough with uniform");
    command->add_option("--size", a.size, "native, paper (512 to 768 pixels, random crop), or auto: paper for photos")
        ->capture_default_str();
    command->add_option("--prompt", s.prompts.prompt, "For all images; else the caption, else a prompt of the classes");
    command
        ->add_option("--prompts", a.prompts,
                     "What images are redrawn with: captions (where there is none, the classes), classes, grammar (the "
                     "classes with places, light and viewpoints), or server (what a language model writes)")
        ->capture_default_str();
    command->add_option(
        "--prompt-server", a.prompt_server,
        "Address of a chat-completions server for --prompts server, such as http://localhost:8080; else "
        "that of the settings. A key comes from the environment variable DESTUDIO_PROMPT_KEY or from there");
    command->add_option("--prompt-model", a.prompt_model, "Model of that server; its only one where it is not given");
    command
        ->add_option("--domain", a.domains,
                     "Another [domain] in \"A [domain], with [classes] in the [domain].\" than the bundle's, such as "
                     "clipart; it replaces captions. Several, with commas or given again, are used in turn")
        ->allow_extra_args(false);
    command->add_option("--negative", s.prompts.negative, "Text to keep away from");
    command->add_option("--suffixes", s.prompts.suffixes, "Words of the paper around the prompt: auto, photo, none")
        ->capture_default_str();
    command->add_option("--guidance", a.guidance, "Guidance scale; the bundle's own where it is not given");
    command->add_option("--guidance-rescale", s.guidance_rescale, kGuidanceRescaleHelp)->capture_default_str();
    command->add_option("--steps", a.steps, kStepsHelp);
    command->add_option("--sampler", a.sampler, kSamplerHelp);
    command->add_option("--spacing", a.spacing, kSpacingHelp)->capture_default_str();
    command->add_option("--eta,--gamma", a.eta, kEtaHelp);
    command
        ->add_option("--label-step", a.label_step,
                     "Where boxes are read: auto, last, t1, or best (where the adapter is best, see self-check)")
        ->capture_default_str();
    command->add_option("--threshold", s.threshold, "Score from which a detection becomes an annotation")
        ->capture_default_str();
    command->add_flag("--keep-empty", s.keep_empty, "Keep images without a box; else they are left out");
    command->add_option("--max-near-duplicates", s.max_near_duplicates,
                        "Keep at most so many images of a reference that look like it or like another one kept");
    command
        ->add_option("--near-duplicate-distance", s.near_duplicate_distance,
                     "Of 64 bits of a perceptual hash, so many may differ between near-duplicates")
        ->capture_default_str();
    command
        ->add_option(
            "--paste", s.paste,
            "Put up to so many labelled objects of other references into each before it is redrawn; the labels "
            "are then the known ones that still hold")
        ->capture_default_str();
    command
        ->add_option(
            "--gate", a.gate,
            "Compare each image's boxes with the reference's where the picture is unchanged, and with --judge: "
            "off, mark (all stay, each with its verdict) or reject (contradicted ones are left out)")
        ->capture_default_str();
    command->add_option("--judge", a.judge, "Folder of a pixel detector (train-detector) that the gate asks as well");
    command
        ->add_option("--gate-agreement", s.gate_agreement,
                     "Part of what the gate could check that has to agree; below, an image is rejected")
        ->capture_default_str();
    command->add_option("--shard", a.shard, "i/n: this process makes every n-th image; merge-shards joins all n")
        ->capture_default_str();
    command->add_option("--counts", a.counts, "File of merge-shards --counts, for the next round of a shard");
    command->add_option("--dtype", a.dtype, "auto, float32, bfloat16 or float16")->capture_default_str();
    command->add_option("--device", a.device, "auto, cpu or cuda:0")->capture_default_str();
    command->add_option("--when-full", a.when_full, "On a full disk: wait for room, or stop")->capture_default_str();
    command->add_option("--log", a.log, "JSON-lines log; OUT/log.jsonl where it is not given, or none");
    add_no_mark_option(*command, a.no_mark);
    command->add_flag("--json", a.json, "Print the counts as JSON");
    command->add_option("--out", a.out, "Output folder, a new one or that of an earlier run to be continued")
        ->required();
    command->callback([arguments, command, &context] {
        if (!arguments->recipe.empty()) {
            apply_option_recipe(*command, arguments->recipe, recipe_exceptions());
        }
        if (arguments->lower_bound == 0 && command->count("--lower-bound") == 0) {
            throw UsageError("--lower-bound is missing: say how many boxes every class shall have at least.");
        }
        scale_up(*arguments, context);
    });
}

}  // namespace destudio::cli

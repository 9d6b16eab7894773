// SPDX-License-Identifier: Apache-2.0
#include "core/study/gain_study.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/engine/model/bundle_info.h"
#include "core/study/gain_measurement.h"
#include "core/study/gain_sets.h"
#include "core/training/sources/relabelled_source.h"

namespace destudio::study {

namespace {

std::vector<std::string> only_in(const std::vector<std::string>& names, const std::vector<std::string>& others) {
    std::vector<std::string> missing;
    std::copy_if(names.begin(), names.end(), std::back_inserter(missing), [&](const std::string& name) {
        return std::find(others.begin(), others.end(), name) == others.end();
    });
    return missing;
}

std::string listed_classes(const std::vector<std::string>& names) {
    constexpr std::size_t kShown = 8;
    std::string list;
    for (std::size_t i = 0; i < std::min(names.size(), kShown); ++i) {
        list += (i == 0 ? "" : ", ") + names[i];
    }
    return list + (names.size() > kShown ? " and " + std::to_string(names.size() - kShown) + " more" : "");
}

/// Variants only have boxes of classes that both sides call by one name; anything else is said before hours go by.
void tell_classes(const GainOptions& options, const std::vector<std::string>& classes, GainReport& report) {
    const auto known = read_bundle_info(options.bundle, options.adapter).classes;
    report.not_found = only_in(classes, known);
    report.not_used = only_in(known, classes);
    if (report.not_found.size() == classes.size()) {
        throw UsageError("The adapter finds none of the classes of the pictures (" + listed_classes(classes) +
                         "), so no variant would have a box. `destudio-cli merge --map` gives classes other names.");
    }
    if (!report.not_found.empty()) {
        spdlog::warn(
            "The adapter does not find {}: variants show them without a box. `destudio-cli merge --map` gives "
            "classes other names.",
            listed_classes(report.not_found));
    }
    if (!report.not_used.empty()) {
        spdlog::info("Boxes of classes that the pictures do not have are left out: {}",
                     listed_classes(report.not_used));
    }
}

void check_lists(const GainOptions& options) {
    if (options.sets.empty() || options.multiples.empty() || options.seeds.empty() || options.ratios.empty() ||
        options.paste_ratios.empty()) {
        throw UsageError("A study needs at least one training set, multiple, ratio and seed.");
    }
    if (std::any_of(options.multiples.begin(), options.multiples.end(), [](int multiple) { return multiple < 1; }) ||
        std::any_of(options.schedules.begin(), options.schedules.end(), [](std::int64_t steps) { return steps < 1; })) {
        throw UsageError("Multiples and steps of a study have to be at least 1.");
    }
    if (!options.judge.empty() && options.gate != scaleup::GateUse::kReject) {
        throw UsageError("A judge only speaks in a study whose gate rejects variants: --gate reject.");
    }
}

/// What is made for the arms, each kind at its largest multiple.
void make_all(const GainOptions& options, const std::vector<GainArm>& arms, GainSets& sets, const std::stop_token& stop,
              const ProgressSink& progress) {
    std::map<GainVariants::Kind, int> most;
    for (const GainArm& arm : arms) {
        if (has_multiples(arm.set)) {
            int& multiple = most[arm.set == GainSet::kPasteRedraw ? GainVariants::Kind::kPasteRedraw
                                                                  : GainVariants::Kind::kVariants];
            multiple = std::max(multiple, arm.multiple);
        }
    }
    GainVariants variants(options, sets.chosen(), sets.count());
    for (const auto& [kind, multiple] : most) {
        sets.set_made(kind, variants.make(kind, multiple, stop, progress));
    }
    if (std::any_of(arms.begin(), arms.end(), [](const GainArm& arm) { return arm.set == GainSet::kXPaste; })) {
        sets.set_objects(MadeObjects(options, sets.chosen().classes()).make(stop, progress));
    }
}

void tell_sets(const GainOptions& options, const GainSets& sets, const std::vector<GainArm>& arms, GainReport& report) {
    const auto has = [&](GainSet set) {
        return std::any_of(arms.begin(), arms.end(), [set](const GainArm& arm) { return arm.set == set; });
    };
    report.real = sets.count();
    report.seeds = options.seeds;
    report.real_annotations = sets.real_annotations();
    report.variant_annotations = sets.made_annotations(GainVariants::Kind::kVariants);
    if (has(GainSet::kCopyPaste)) {
        report.notes.emplace_back(
            "Copy-Paste pastes whole boxes: training reads boxes, not outlines, so objects bring the ground around "
            "them along.");
    }
    if (has(GainSet::kXPaste)) {
        report.notes.emplace_back("\"real + x-paste\" pastes " + std::to_string(sets.objects()) +
                                  " objects that were drawn from text and that attention and adapter agree on.");
    }
    if (has(GainSet::kPretrain)) {
        report.notes.emplace_back(
            "\"variants, then real\" spends the first half of its steps on variants and the second on real pictures.");
    }
    if (std::any_of(arms.begin(), arms.end(), [](const GainArm& arm) { return has_teacher(arm.set); })) {
        report.notes.emplace_back(
            "\"teacher\" learns from the other domain with labels and from the real pictures without (Adaptive "
            "Teacher); "
            "each of its steps sees twice as many labelled pictures, plain and augmented, and as many unlabelled ones "
            "after the burn-up.");
    }
}

}  // namespace

GainReport study_gain(const GainOptions& options, const training::DetectorRecipe& recipe, const GainPictures& pictures,
                      const std::stop_token& stop, const ProgressSink& progress) {
    check_lists(options);
    const auto schedules = options.schedules.empty() ? std::vector<std::int64_t>{recipe.steps} : options.schedules;
    const auto arms = gain_arms(options.sets, options.multiples, schedules);
    GainReport report;
    tell_classes(options, pictures.real.classes(), report);
    keep_settings(options.out / "study.json", study_settings(options, recipe));
    keep_settings(options.variants_folder() / "variants.json", variant_settings(options, recipe));

    GainSets sets(pictures.real, static_cast<std::uint64_t>(options.real), recipe.image_size, recipe.seed,
                  pictures.other);
    make_all(options, arms, sets, stop, progress);
    tell_sets(options, sets, arms, report);
    const training::RelabelledSource test(pictures.test, pictures.real.classes());
    for (const GainArm& arm : arms) {
        report.results.push_back({arm, sets.images(arm), {}, {}});
    }
    for (const std::uint64_t seed : options.seeds) {
        for (GainResult& result : report.results) {
            const GainArm& arm = result.arm;
            const auto learn = sets.training_set(arm, seed);
            const auto unlabelled = sets.unlabelled_set(arm);
            std::unique_ptr<training::TrainingImageSource> then;
            if (arm.set == GainSet::kPretrain) {
                GainArm real = arm;
                real.set = GainSet::kReal;
                then = sets.training_set(real, seed);
            }
            const ProgressSink of_arm = progress ? [&](const Progress& step) {
                progress({arm.name + ", seed " + std::to_string(seed) + ": " + step.stage, step.done, step.total});
            } : ProgressSink();
            const auto measured =
                measure_arm(options, recipe, arm, seed, *learn, then.get(), unlabelled.get(), test, stop, of_arm);
            result.figures.push_back(measured.figures);
            for (const auto& [name, ap] : measured.ap_by_class) {
                result.ap_by_class[name].push_back(ap);
            }
        }
    }
    return report;
}

}  // namespace destudio::study

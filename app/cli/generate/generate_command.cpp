// SPDX-License-Identifier: Apache-2.0
// destudio-cli generate: references in, labelled variants out.
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/generate/generate_options.h"
#include "app/cli/generate/generation_output.h"
#include "app/cli/generate/lora_options.h"
#include "app/cli/generate/reference_list.h"
#include "app/cli/generate/sampler_options.h"
#include "app/cli/output_options.h"
#include "core/base/atomic_file.h"
#include "core/base/cancellation.h"
#include "core/base/random.h"
#include "core/base/stopwatch.h"
#include "core/bench/machine_rates.h"
#include "core/engine/model/machine.h"
#include "core/engine/recipe/file_hash.h"
#include "core/engine/recipe/prompt_builder.h"
#include "core/engine/recipe/reference_preparation.h"
#include "core/image/image_io.h"

namespace destudio::cli {

namespace {

/// The reference's own boxes, where they are in the variant.
void ask_for_boxes(const ReferenceInput& reference, Recipe& recipe) {
    std::size_t left_out = 0;
    for (const auto& [name, box] : reference.boxes) {
        const auto moved = box_in_variant(box, {recipe.crop, recipe.size});
        if (!moved) {
            continue;
        }
        if (recipe.boxes.size() == kMaxGroundedPhrases) {
            ++left_out;
            continue;
        }
        const double width = recipe.size.width;
        const double height = recipe.size.height;
        recipe.boxes.push_back({name, {moved->x1 / width, moved->y1 / height, moved->x2 / width, moved->y2 / height}});
    }
    if (left_out > 0) {
        spdlog::warn("{}: {} of its boxes are not asked for; a model takes at most {}.", reference.file.string(),
                     left_out, kMaxGroundedPhrases);
    }
}

/// The reference as a request, with its part and size settled, so that the contact sheet shows what the model sees.
GenerationRequest make_request(const GenerateOptions& options, const BundleInfo& bundle,
                               const ReferenceInput& reference) {
    GenerationRequest request;
    request.reference = load_image(reference.file);
    request.reference_hash = file_sha256(reference.file);
    request.rungs = options.rungs;
    request.recipe = options.settings;
    request.recipe.guidance_scale = options.guidance_scale.value_or(bundle.guidance_scale);
    request.recipe.label_step = options.label_step.value_or(bundle.label_step);
    const auto prompts = make_prompts({options.prompt, options.negative, options.suffixes, options.domain},
                                      bundle.domain, reference.caption, reference.class_names());
    request.recipe.prompt = prompts.positive;
    request.recipe.negative_prompt = prompts.negative;
    const Size size{request.reference.cols, request.reference.rows};
    // The paper crops at random: once per reference, from its own bytes, so that a second run makes the same.
    const auto plan = options.paper_size ? plan_paper(size, bundle.autoencoder_factor,
                                                      std::stoull(request.reference_hash.substr(0, 16), nullptr, 16))
                                         : plan_native(size, bundle.native_size);
    request.recipe.crop = plan.crop;
    request.recipe.size = plan.size;
    if (options.reference_boxes) {
        ask_for_boxes(reference, request.recipe);
    }
    return request;
}

std::vector<LabelledBox> reference_labels(const ReferenceInput& reference, const BundleInfo& bundle,
                                          const Recipe& recipe) {
    std::vector<LabelledBox> labels;
    for (const auto& [name, box] : reference.boxes) {
        if (const auto moved = box_in_variant(box, {recipe.crop, recipe.size})) {
            const auto known = std::find(bundle.classes.begin(), bundle.classes.end(), name);
            labels.push_back({*moved, name, static_cast<int>(known - bundle.classes.begin())});
        }
    }
    return labels;
}

/// Sends steps done of all steps to the context's progress.
class ProgressCounter {
public:
    ProgressCounter(const Context& context, const GenerateOptions& options, std::size_t references)
        : m_context(context) {
        for (const auto& rung : options.rungs) {
            m_per_reference += effective_steps(options.settings.sampler, options.settings.steps, rung.encode_ratio);
        }
        m_total = m_per_reference * static_cast<std::int64_t>(references);
    }

    void step() { report(++m_done); }
    void reference_finished(std::size_t count) {
        // Steps of a reference that was left out count as done.
        if (const auto done = m_per_reference * static_cast<std::int64_t>(count); done != m_done) {
            m_done = done;
            report(m_done);
        }
    }

private:
    void report(std::int64_t done) const {
        if (m_context.progress_sink) {
            m_context.progress_sink({"denoise", done, m_total});
        }
    }

    const Context& m_context;
    std::int64_t m_per_reference = 0;
    std::int64_t m_total = 0;
    std::int64_t m_done = 0;
};

void generate_one(const GenerateOptions& options, Generator& generator, const ReferenceInput& reference,
                  GenerationOutput& output, const Context& context, ProgressCounter& progress) {
    const auto start = Clock::now();
    const auto request = make_request(options, generator.bundle(), reference);
    output.add_reference(reference.file,
                         prepare_reference(request.reference, {request.recipe.crop, request.recipe.size}),
                         reference_labels(reference, generator.bundle(), request.recipe));
    generator.generate(
        request, context.stop, [&](const GenerationStep&) { progress.step(); },
        [&](std::size_t, const Variant& variant) { output.add_variant(variant); });
    spdlog::debug("{}: {} variants in {:.2f} s", reference.file.string(), request.rungs.size(), seconds_since(start));
}

int report(const GenerationOutput& output, const std::vector<std::string>& problems) {
    for (const auto& problem : problems) {
        spdlog::error("{}", problem);
    }
    std::cout << output.images() << (output.images() == 1 ? " image, " : " images, ") << output.boxes()
              << (output.boxes() == 1 ? " box\n" : " boxes\n");
    if (output.images() > 0) {
        for (const auto& path : output.results()) {
            std::cout << path.string() << '\n';
        }
    }
    return static_cast<int>(problems.size());
}

/// @return false when it was cancelled
bool generate_all(const GenerateOptions& options, Generator& generator, const std::vector<ReferenceInput>& references,
                  GenerationOutput& output, const Context& context, std::vector<std::string>& failures) {
    ProgressCounter progress(context, options, references.size());
    for (std::size_t i = 0; i < references.size(); ++i) {
        try {
            generate_one(options, generator, references[i], output, context, progress);
            progress.reference_finished(i + 1);
        } catch (const CancelledError&) {
            return false;
        } catch (const FormatError& error) {
            // One broken image among many does not end a night's run; alone it is the run.
            if (references.size() == 1) {
                throw;
            }
            spdlog::error("{}", error.what());
            failures.emplace_back(error.what());
        } catch (const Error&) {
            // What is finished becomes a complete dataset, unless the disk is what failed.
            try {
                output.finish();
            } catch (const Error& second) {
                spdlog::debug("{}", second.what());
            }
            throw;
        }
    }
    return true;
}

/// Another adapter than the bundle's own may have another class list, which is the dataset's then.
void tell_other_classes(const std::vector<std::string>& own, const std::vector<std::string>& now) {
    const auto missing = [](const std::vector<std::string>& from, const std::vector<std::string>& in) {
        std::string names;
        for (const std::string& name : from) {
            if (std::find(in.begin(), in.end(), name) == in.end()) {
                names += (names.empty() ? "" : ", ") + name;
            }
        }
        return names;
    };
    if (const std::string lost = missing(own, now); !lost.empty()) {
        spdlog::warn("Unlike the bundle's own adapter, this one does not find: {}", lost);
    }
    if (const std::string fresh = missing(now, own); !fresh.empty()) {
        spdlog::info("Besides the bundle's own classes, this adapter finds: {}", fresh);
    }
}

void generate(const GenerateArguments& arguments, Context& context) {
    const GenerateOptions options = check(arguments);
    const auto references = options.sample > 0 ? list_sample(options.sample, options.bundle)
                                               : list_references(options.references, options.images, options.split);
    OutputRequest request{"generate", options.references, options.overwrite};
    request.inputs.push_back(options.images);
    for (const ReferenceInput& reference : references) {
        request.inputs.push_back(reference.file);
    }
    GenerationOutput output(options.out, request, options.formats, options.threshold);
    if (options.no_mark) {
        output.leave_out_mark();
    }
    warn_about_slow_blas();
    if (options.threads > 0) {
        use_compute_threads(options.threads);
    } else {
        set_compute_threads(false);
    }
    set_memory_mode(options.memory);
    const auto start = Clock::now();
    Generator generator(options.bundle, options.generator);
    spdlog::debug("{} loaded in {:.2f} s: {}, {}", generator.bundle().name, seconds_since(start),
                  to_string(generator.precision()), generator.device());
    if (!generator.bundle().has_adapter) {
        spdlog::warn("{} has no adapter: the images get no boxes.", generator.bundle().path.string());
    }
    if (!options.generator.adapter.empty()) {
        tell_other_classes(read_bundle_info(options.bundle).classes, generator.bundle().classes);
    }
    throw_if_stopped(context.stop);
    output.begin(generator.bundle());
    std::vector<std::string> failures;
    const bool cancelled = !generate_all(options, generator, references, output, context, failures);
    const auto problems = output.finish();
    const int refused = report(output, problems);
    spdlog::debug("{:.2f} s in all, {:.0f} MB of memory at most", seconds_since(start), bench::peak_rss_mb());
    if (cancelled) {
        throw CancelledError();
    }
    if (!failures.empty()) {
        throw FormatError(std::to_string(failures.size()) + " of " + std::to_string(references.size()) +
                          " references could not be used; the others are done.");
    }
    if (refused > 0) {
        context.status = ExitStatus::kFailed;
    }
}

}  // namespace

void add_generate_command(CLI::App& app, Context& context) {
    auto arguments = std::make_shared<GenerateArguments>();
    auto& a = *arguments;
    auto* command = app.add_subcommand("generate", "Make labelled variants of reference images");
    command->add_option("--bundle", a.bundle, "Bundle folder; the built-in one where it is not given");
    command->add_option("--adapter", a.adapter, "Another adapter folder than the bundle's own");
    command->add_option("--lora", a.loras, kLoraHelp)->allow_extra_args(false);
    command->add_option("--reference", a.references, "Image or COCO file; may be given several times")
        ->allow_extra_args(false);
    command->add_option("--images", a.images, "Folder of the COCO file's images, where it is not beside the file");
    command->add_option("--split", a.split,
                        "Splits of the COCO file to redraw: train, val, test, none (without a split), all; where it is "
                        "not given, train, or what has no split");
    command->add_option("--sample", a.sample,
                        "Take so many of the sample references that come with the bundle, else with the program");
    command->add_option("--prompt", a.prompt,
                        "Text to draw after; without one, or with an empty one, the reference's caption, else \"A "
                        "[domain], with [classes] in the [domain].\"");
    command->add_option("--domain", a.domain,
                        "Another [domain] there than the bundle's, such as clipart; it replaces the caption");
    command
        ->add_option("--boxes", a.boxes,
                     "Of a GLIGEN model: what to draw where, as \"a cat=0.1,0.2,0.5,0.9\" (left, top, right, bottom as "
                     "shares of the picture; several times), or reference: the boxes of the reference")
        ->allow_extra_args(false);
    command->add_option("--boxes-share", a.boxes_share, "Share of the steps, from the first on, in which boxes steer")
        ->capture_default_str();
    command->add_option("--negative", a.negative, "Text to keep away from");
    command
        ->add_option("--suffixes", a.suffixes,
                     "Words of the paper around the prompt: auto (for photos without --prompt), photo, none")
        ->capture_default_str();
    command->add_option("--ratios", a.ratios, "Encode ratios above 0 up to 1, separated by commas")
        ->capture_default_str();
    command->add_option("--seeds", a.seeds, "Seeds, separated by commas")->capture_default_str();
    command->add_option("--guidance", a.guidance,
                        "Guidance scale; the bundle's own default (usually 7.5) where it is not given");
    command->add_option("--guidance-rescale", a.guidance_rescale, kGuidanceRescaleHelp);
    command->add_option("--steps", a.steps, kStepsHelp);
    command->add_option("--sampler", a.sampler, kSamplerHelp);
    command->add_option("--spacing", a.spacing, kSpacingHelp)->capture_default_str();
    command->add_option("--eta,--gamma", a.eta, kEtaHelp);
    command->add_option("--threshold", a.threshold, "Score from which a detection becomes an annotation")
        ->capture_default_str();
    command->add_option("--dtype", a.dtype, "auto, float32, bfloat16 or float16")->capture_default_str();
    command->add_option("--device", a.device, "auto, cpu or cuda:0")->capture_default_str();
    command
        ->add_option("--label-step", a.label_step,
                     "Where boxes are read: auto (the bundle's default), last, t1, or best (where the adapter is best, "
                     "see self-check)")
        ->capture_default_str();
    command->add_option("--size", a.size, "native (the bundle's size) or paper (512 to 768 pixels, random crop)")
        ->capture_default_str();
    command
        ->add_option(
            "--memory", a.memory,
            "normal, or low: any text encoder comes a layer at a time, large images are decoded in narrower strips")
        ->capture_default_str();
    command->add_option("--threads", a.threads, "Compute threads; 0: as many as the machine has cores")
        ->capture_default_str();
    command->add_option("--format", a.formats, "coco, voc or yolo; several times or separated by commas")
        ->allow_extra_args(false);
    command->add_option("--out", a.out, "Output folder");
    add_no_mark_option(*command, a.no_mark);
    add_overwrite_option(*command, a.overwrite);
    command->callback([arguments, &context] { generate(*arguments, context); });
}

}  // namespace destudio::cli

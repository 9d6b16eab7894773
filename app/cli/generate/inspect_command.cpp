// SPDX-License-Identifier: Apache-2.0
// destudio-cli inspect: what the diffusion model makes of one picture.
#include <iostream>
#include <memory>
#include <optional>

#include "app/cli/command.h"
#include "app/cli/generate/inspection_output.h"
#include "app/cli/generate/lora_options.h"
#include "app/cli/generate/sampler_options.h"
#include "app/cli/option_text.h"
#include "app/cli/output_options.h"
#include "core/base/cancellation.h"
#include "core/base/detection.h"
#include "core/base/shown_text.h"
#include "core/engine/generation/generator.h"
#include "core/engine/model/machine.h"
#include "core/engine/model/model_places.h"
#include "core/engine/recipe/file_hash.h"
#include "core/engine/recipe/prompt_builder.h"
#include "core/engine/recipe/reference_preparation.h"
#include "core/image/image_io.h"
#include "core/image/source_mark.h"

namespace destudio::cli {

namespace {

struct InspectArguments {
    std::string bundle;
    std::string adapter;
    std::vector<std::string> loras;
    std::string reference;
    std::string prompt;
    std::string negative;
    std::vector<std::string> classes;
    std::optional<double> ratio;
    std::uint64_t seed = 1;
    std::optional<double> guidance;
    std::optional<int> steps;
    int attention_steps = 4;
    std::string sampler;
    std::string spacing = "auto";
    std::optional<double> eta;
    double guidance_rescale = 0;
    double threshold = kDefaultThreshold;
    std::string dtype = "auto";
    std::string device = "auto";
    std::string label_step = "auto";
    std::string out;
    bool no_mark = false;
    bool overwrite = false;
};

Recipe recipe_of(const InspectArguments& arguments, const BundleInfo& bundle, Size reference) {
    Recipe recipe;
    recipe.prompt = default_prompt(arguments.prompt, bundle.domain, arguments.classes);
    recipe.negative_prompt = arguments.negative;
    recipe.seed = arguments.seed;
    recipe.encode_ratio = arguments.ratio.value_or(1.0);
    recipe.guidance_scale = arguments.guidance.value_or(bundle.guidance_scale);
    const auto choice = choose_sampler({arguments.sampler, arguments.steps, arguments.eta, arguments.guidance}, bundle);
    recipe.steps = choice.steps;
    recipe.sampler = choice.sampler;
    recipe.eta = choice.eta;
    recipe.spacing = parse_spacing_or_auto(arguments.spacing);
    recipe.guidance_rescale = arguments.guidance_rescale;
    recipe.label_step = arguments.label_step == "auto" ? bundle.label_step : parse_label_step(arguments.label_step);
    const auto plan = plan_native(reference, bundle.native_size);
    recipe.crop = plan.crop;
    recipe.size = plan.size;
    return recipe;
}

/// The variant at the ratio that was asked for, else the reference as its variants start from it.
cv::Mat picture_to_inspect(const InspectArguments& arguments, Generator& generator, const cv::Mat& reference,
                           const Recipe& recipe, const Context& context) {
    if (!arguments.ratio) {
        return prepare_reference(reference, {recipe.crop, recipe.size});
    }
    GenerationRequest request;
    request.reference = reference;
    request.reference_hash = file_sha256(arguments.reference);
    request.recipe = recipe;
    request.rungs = {{recipe.encode_ratio, recipe.seed}};
    return generator
        .generate(request, context.stop,
                  [&](const GenerationStep& step) {
                      if (context.progress_sink) {
                          context.progress_sink({"denoise", step.step, step.total});
                      }
                  })
        .at(0)
        .image;
}

/// What the picture says about where it came from; that of the variant where one is made.
SourceMark mark_of(const InspectArguments& arguments) {
    if (arguments.ratio) {
        SourceMark mark = variant_mark(*arguments.ratio, {});
        mark.type = arguments.no_mark ? std::string() : mark.type;
        return mark;
    }
    return read_source_mark(std::filesystem::path(arguments.reference));
}

std::string sentence(const SourceMark& mark) {
    const std::string recipe = mark.recipe.empty() ? "" : " It carries its recipe.";
    if (mark.type == kGeneratedSource) {
        return "The picture is marked as made by a trained model (IPTC trainedAlgorithmicMedia)." + recipe;
    }
    if (mark.type == kCompositeSource) {
        return "The picture is marked as made by a trained model from another picture (IPTC "
               "compositeWithTrainedAlgorithmicMedia)." +
               recipe;
    }
    return (mark.type.empty() ? "The picture carries no mark of where it came from."
                              : "The picture says that it came from " + shown_text(mark.type) + ".") +
           recipe;
}

std::vector<KnownBox> known_boxes(const Inspection& inspection, double threshold) {
    std::vector<KnownBox> boxes;
    for (const Detection& detection : inspection.detections) {
        if (detection.score >= threshold) {
            boxes.push_back({inspection.classes.at(static_cast<std::size_t>(detection.class_index)), detection.box});
        }
    }
    return boxes;
}

/// A class that was asked for by name has to be in the prompt; of all classes, those that are there count.
void settle_classes(const InspectArguments& arguments, Inspection& inspection) {
    for (const ClassAttention& attention : inspection.attention) {
        if (attention.maps.empty() && !arguments.classes.empty()) {
            throw UsageError("The prompt \"" + inspection.prompt + "\" does not name \"" + attention.class_name +
                             "\", so there is no attention to show. Name it in --prompt, or leave --prompt out.");
        }
    }
    std::erase_if(inspection.attention, [](const ClassAttention& attention) { return attention.maps.empty(); });
}

void inspect(const InspectArguments& arguments, const Context& context) {
    if (arguments.reference.empty() || arguments.out.empty()) {
        throw UsageError("inspect needs --reference IMAGE and --out DIR.");
    }
    require_range("--ratio", arguments.ratio.value_or(1), 0, 1);
    require_range("--guidance", arguments.guidance.value_or(0), 0, 100);
    require_range("--steps", arguments.steps.value_or(1), 1, 1000);
    require_range("--attention-steps", arguments.attention_steps, 1, 1000);
    require_range("--threshold", arguments.threshold, 0, 1);
    const cv::Mat reference = load_image(arguments.reference);
    OutputFolder folder(arguments.out, {"inspect", {arguments.reference}, arguments.overwrite});
    warn_about_slow_blas();
    set_compute_threads(false);
    GeneratorOptions options;
    options.precision = parse_precision(arguments.dtype);
    options.device = arguments.device;
    options.adapter = arguments.adapter;
    options.loras = parse_loras(arguments.loras);
    Generator generator(arguments.bundle.empty() ? default_bundle() : std::filesystem::path(arguments.bundle), options);
    throw_if_stopped(context.stop);
    InspectionRequest request;
    request.recipe = recipe_of(arguments, generator.bundle(), {reference.cols, reference.rows});
    request.classes = arguments.classes.empty() ? generator.bundle().classes : arguments.classes;
    request.attention_steps = arguments.attention_steps;
    request.picture = picture_to_inspect(arguments, generator, reference, request.recipe, context);
    Inspection inspection = generator.inspect(request, context.stop);
    settle_classes(arguments, inspection);
    const auto missed = find_missed_objects(inspection, known_boxes(inspection, arguments.threshold));
    const SourceMark mark = mark_of(arguments);
    std::cerr << sentence(mark) << '\n';
    for (const auto& path : write_inspection(folder, request.picture, mark, inspection, missed, arguments.threshold)) {
        std::cout << path.string() << '\n';
    }
}

}  // namespace

void add_inspect_command(CLI::App& app, Context& context) {
    auto arguments = std::make_shared<InspectArguments>();
    auto& a = *arguments;
    auto* command =
        app.add_subcommand("inspect", "Show features, cross-attention and boxes that the model has for one picture");
    command->add_option("--bundle", a.bundle, "Bundle folder; the built-in one where it is not given");
    command->add_option("--adapter", a.adapter, "Another adapter folder than the bundle's own");
    command->add_option("--lora", a.loras, kLoraHelp)->allow_extra_args(false);
    command->add_option("--reference", a.reference, "Image");
    command->add_option("--prompt", a.prompt, "Text; without one \"A [domain], with [classes] in the [domain].\"");
    command->add_option("--negative", a.negative, "Text to keep away from, with --ratio");
    command
        ->add_option("--class", a.classes,
                     "Whose attention to show; several times. Without it all that the prompt names")
        ->allow_extra_args(false);
    command->add_option("--ratio", a.ratio,
                        "Inspect the variant at this encode ratio; without it the reference itself");
    command->add_option("--seed", a.seed, "Of the variant and of the noise")->capture_default_str();
    command->add_option("--guidance", a.guidance, "Guidance scale of the variant; the bundle's own where not given");
    command->add_option("--guidance-rescale", a.guidance_rescale, kGuidanceRescaleHelp)->capture_default_str();
    command->add_option("--steps", a.steps, kStepsHelp);
    command->add_option("--attention-steps", a.attention_steps, "Attention is averaged over so many of them")
        ->capture_default_str();
    command->add_option("--sampler", a.sampler, kSamplerHelp);
    command->add_option("--spacing", a.spacing, kSpacingHelp)->capture_default_str();
    command->add_option("--eta,--gamma", a.eta, kEtaHelp);
    command->add_option("--threshold", a.threshold, "Score from which the adapter's boxes are drawn")
        ->capture_default_str();
    command->add_option("--dtype", a.dtype, "auto, float32, bfloat16 or float16")->capture_default_str();
    command->add_option("--device", a.device, "auto, cpu or cuda:0")->capture_default_str();
    command
        ->add_option("--label-step", a.label_step,
                     "Where features are read: auto (the bundle's default), last, t1, or best (where the adapter is "
                     "best, see self-check)")
        ->capture_default_str();
    command->add_option("--out", a.out, "Output folder");
    add_no_mark_option(*command, a.no_mark);
    add_overwrite_option(*command, a.overwrite);
    command->callback([arguments, &context] { inspect(*arguments, context); });
}

}  // namespace destudio::cli

// SPDX-License-Identifier: Apache-2.0
#include "ui/generate/ladder_job.h"

#include <algorithm>

#include "core/engine/recipe/prompt_builder.h"
#include "core/image/image_io.h"
#include "ui/session/session.h"

namespace destudio::ui {
namespace {

/// The part of a request that the window knows; the worker adds the picture and, where none was typed, the prompt.
struct Order {
    std::filesystem::path reference_path;
    std::string caption;  ///< empty, too, when the prompt is to be made of the classes
    std::vector<std::string> reference_classes;
    std::string prompt_suffix;
    bool default_label_step = false;
    std::filesystem::path bundle;
    GenerationRequest request;
    GeneratorOptions options;
};

GenerationRequest completed(const Order& order) {
    GenerationRequest request = order.request;
    request.reference = load_image(order.reference_path);
    Recipe& settings = request.recipe;
    if (settings.prompt.empty() || order.default_label_step) {
        const BundleInfo info = read_bundle_info(order.bundle, order.options.adapter);
        if (settings.prompt.empty()) {
            settings.prompt = default_prompt(order.caption, info.domain, order.reference_classes);
        }
        if (order.default_label_step) {
            settings.label_step = info.label_step;
        }
    }
    settings.prompt = with_suffix(settings.prompt, order.prompt_suffix);
    return request;
}

/// The same job without some rungs: what it reports is told with the indexes of all.
GenerationCallbacks with_indexes(const GenerationCallbacks& callbacks, const std::vector<std::size_t>& indexes) {
    GenerationCallbacks mapped = callbacks;
    mapped.on_step = [callbacks, indexes](const GenerationStep& step) {
        GenerationStep told = step;
        told.rung = indexes.at(step.rung);
        callbacks.on_step(told);
    };
    mapped.on_variant = [callbacks, indexes](std::size_t rung, const Variant& variant) {
        callbacks.on_variant(indexes.at(rung), variant);
    };
    return mapped;
}

Recipe recipe_of(const GenerationSettings& settings) {
    Recipe recipe;
    recipe.prompt = settings.prompt;
    recipe.negative_prompt = settings.negative_prompt;
    recipe.guidance_scale = settings.guidance_scale;
    recipe.guidance_rescale = settings.guidance_rescale;
    recipe.spacing = settings.spacing;
    recipe.steps = settings.steps;
    recipe.sampler = settings.sampler;
    recipe.eta = settings.eta;
    recipe.precision = settings.precision;
    recipe.label_step = settings.label_step.value_or(LabelStep::kLast);
    return recipe;
}

}  // namespace

GenerationJobFactory product_job_factory(std::shared_ptr<SharedGenerator> shared) {
    return [shared = std::move(shared)](std::filesystem::path bundle, GeneratorOptions options,
                                        GenerationRequest request, GenerationCallbacks callbacks) {
        return generation_work(shared, std::move(bundle), std::move(options), std::move(request), std::move(callbacks));
    };
}

std::vector<Rung> planned_rungs(const GenerationSettings& settings) {
    auto rungs = distinct_rungs(settings.ratios, settings.seeds, settings.sampler, settings.steps).rungs;
    // What is done soonest comes first, in every row.
    std::stable_sort(rungs.begin(), rungs.end(),
                     [](const Rung& a, const Rung& b) { return a.encode_ratio < b.encode_ratio; });
    return rungs;
}

Job make_ladder_job(const GenerationJobFactory& factory, Session& session, const StoredJob& stored,
                    const std::shared_ptr<MadeRungs>& made, const GenerationCallbacks& callbacks) {
    Project& project = session.project();
    const Reference reference = project.references().get(stored.reference_id);
    const GenerationSettings& settings = stored.settings;
    Order order;
    order.reference_path = reference.path;
    order.caption = settings.prompt_source == PromptSource::kCaption ? reference.caption : std::string();
    for (const ReferenceBox& box : project.references().boxes(reference.id)) {
        if (!box.ignore) {
            order.reference_classes.push_back(session.class_name(box.class_id).toStdString());
        }
    }
    order.prompt_suffix = settings.prompt_suffix;
    order.default_label_step = !settings.label_step.has_value();
    order.bundle = settings.bundle;
    order.options.precision = settings.precision;
    order.options.adapter = settings.adapter;
    order.options.loras = settings.loras;
    order.options.previews = true;
    order.request.reference_hash = reference.hash;
    order.request.recipe = recipe_of(settings);
    order.request.rungs = stored.rungs;
    order.request.reference_kinds = project.features().kinds_of_reference(reference.id);

    Job job;
    job.title = reference.path.stem().string();
    job.kind = JobKind::kGenerate;
    job.stops_after_unit = true;
    job.can_run_smaller = true;
    for (const Rung& rung : stored.rungs) {
        job.units += effective_steps(settings.sampler, settings.steps, rung.encode_ratio);
    }
    job.work = [factory, order, made, callbacks](const JobContext& context) {
        Order rest = order;
        if (rest.bundle.empty()) {
            rest.bundle = built_in_bundle();
        }
        std::vector<std::size_t> left;
        rest.request.rungs.clear();
        for (std::size_t i = 0; i < made->size(); ++i) {
            if (!made->at(i)) {
                left.push_back(i);
                rest.request.rungs.push_back(order.request.rungs[i]);
            }
        }
        if (!left.empty()) {
            factory(rest.bundle, rest.options, completed(rest), with_indexes(callbacks, left))(context);
        }
    };
    return job;
}

}  // namespace destudio::ui

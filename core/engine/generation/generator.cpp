// SPDX-License-Identifier: Apache-2.0
#include "core/engine/generation/generator.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <cmath>
#include <future>
#include <new>
#include <optional>

#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/diffusion/image_to_image.h"
#include "core/engine/generation/inspector.h"
#include "core/engine/generation/latent_preview.h"
#include "core/engine/generation/picture_features.h"
#include "core/engine/model/bundle_hash.h"
#include "core/engine/model/image_tensor.h"
#include "core/engine/model/lazy_adapter.h"
#include "core/engine/model/lora_files.h"
#include "core/engine/model/machine.h"
#include "core/engine/model/memory_mode.h"
#include "core/engine/model/model_options.h"
#include "core/engine/model/timestep_curve.h"
#include "core/engine/recipe/reference_preparation.h"
#include "core/image/perceptual_hash.h"
#include "core/nn/torch.h"

namespace destudio {

namespace fs = std::filesystem;

namespace {

constexpr int kMaxSide = 4096;

std::size_t rungs_per_round(const GenerationRequest& request) {
    return static_cast<std::size_t>(std::max(request.rungs_at_once, 1));
}

/// A recipe that is run again keeps the names that its files had then.
std::vector<RecipeLora> named_as(std::vector<RecipeLora> loras, const std::vector<RecipeLora>& before) {
    for (auto& lora : loras) {
        for (const auto& known : before) {
            if (known.sha256 == lora.sha256) {
                lora.name = known.name;
            }
        }
    }
    return loras;
}

std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

bool is_out_of_memory_message(const std::string& text) {
    for (const char* words : {"out of memory", "can't allocate memory", "not enough memory", "std::bad_alloc"}) {
        if (text.find(words) != std::string::npos) {
            return true;
        }
    }
    return false;
}

/// Runs model code; what libtorch throws becomes one of our errors.
template <class Work>
auto guarded(const char* doing, Work&& work) {
    constexpr const char* kOutOfMemory =
        "Memory ran out. Make smaller images, close other programs, or use another device.";
    try {
        return work();
    } catch (const Error&) {
        throw;
    } catch (const std::bad_alloc&) {
        throw ResourceError(kOutOfMemory);
    } catch (const std::exception& error) {
        if (is_out_of_memory_message(error.what())) {
            throw ResourceError(kOutOfMemory);
        }
        throw Error(std::string(doing) + " failed: " + first_line(error.what()));
    }
}

}  // namespace

class Generator::Impl {
public:
    Impl(const fs::path& bundle, const GeneratorOptions& options)
        : info(with_loras(read_bundle_info(bundle, options.adapter), options.loras)),
          device(resolve_device(options.device)),
          precision(resolve_precision(options.precision, device, unet_bytes(bundle))) {
        warn_about_slow_blas();
        set_compute_threads(true);
        model = std::make_unique<diffusion::StableDiffusionBundle>(
            bundle, diffusion::BundleLoadOptions{scalar_type(precision), torch::Device(device),
                                                 memory_mode() == MemoryMode::kLow, options.on_part,
                                                 effective_loras(options.loras)});
        loras = recipe_loras(options.loras);
        on_part = options.on_part;
        for (const auto& note : model->description().notes) {
            spdlog::warn("{}", note);
        }
        const fs::path adapter_folder = options.adapter.empty() ? bundle / "adapter" : options.adapter;
        if (info.has_adapter) {
            adapter.emplace(adapter_folder, nn::feature_channels(model->unet_config()), device);
            info.classes = adapter->classes();
            hash_of_adapter = adapter_hash(adapter_folder);
            if (const auto curve = read_timestep_curve(adapter_folder, hash_of_adapter)) {
                best_timestep = curve->best();
            }
        }
        // Gigabytes, where the bundle does not state its hashes: the first variant waits for it, not the window.
        hash_of_bundle = std::async(std::launch::async, [bundle] { return bundle_hash(bundle); }).share();
        if (options.previews) {
            preview.emplace(*model);
        }
    }

    /// The recipe of a rung but for seed, ratio and the bundle's hash: everything settled.
    Recipe resolve(const GenerationRequest& request) const;
    void settle_label_step(Recipe& recipe) const;
    void check(const GenerationRequest& request) const;
    std::vector<Detection> detect(const diffusion::ImageToImageResult& result);
    void run_round(const GenerationRequest& request, const Recipe& resolved, const cv::Mat& prepared, std::size_t first,
                   const StopTokens& stop, const StepSink& on_step, const VariantSink& on_variant,
                   std::vector<Variant>& variants);

    BundleInfo info;
    std::string device;
    Precision precision;
    std::shared_future<std::string> hash_of_bundle;
    std::string hash_of_adapter;
    std::vector<RecipeLora> loras;
    std::optional<int> best_timestep;  ///< for the adapter, where that was measured
    std::unique_ptr<diffusion::StableDiffusionBundle> model;
    std::optional<LazyAdapter> adapter;
    WorkPartSink on_part;
    std::optional<LatentPreview> preview;
};

void Generator::Impl::settle_label_step(Recipe& recipe) const {
    if (!adapter) {
        recipe.label_step = LabelStep::kLast;
    }
    if (recipe.label_step == LabelStep::kBest) {
        if (!best_timestep) {
            throw UsageError(
                "The label step \"best\" needs the adapter's curve over noise levels, and it has none. Measure it with "
                "destudio-cli self-check --timesteps 1,50,100,200,300.");
        }
        recipe.label_step = LabelStep::kT1;
        recipe.label_timestep = *best_timestep;
    }
    if (recipe.label_step != LabelStep::kT1) {
        recipe.label_timestep = 1;
    }
}

Recipe Generator::Impl::resolve(const GenerationRequest& request) const {
    Recipe recipe = request.recipe;
    recipe.adapter_hash = hash_of_adapter;
    recipe.reference_hash = request.reference_hash;
    recipe.loras = named_as(loras, request.recipe.loras);
    recipe.precision = precision;
    recipe.device = device;
    const auto native = plan_native({request.reference.cols, request.reference.rows}, info.native_size);
    if (recipe.crop.empty()) {
        recipe.crop = native.crop;
    }
    if (recipe.size == Size{}) {
        recipe.size = native.size;
    }
    // What has no effect must not tell two equal variants apart.
    if (recipe.boxes.empty()) {
        recipe.boxes_share = kDefaultGroundingShare;
    }
    if (!uses_eta(recipe.sampler)) {
        recipe.eta = 0;
    }
    if (recipe.guidance_scale <= 1 || model->has_distilled_guidance()) {
        recipe.guidance_rescale = 0;
    }
    recipe.spacing = runs_all_steps(recipe.sampler)
                         ? TimestepSpacing::kLeading
                         : recipe.spacing.value_or(info.spacing.value_or(model->schedule().spacing()));
    settle_label_step(recipe);
    return recipe;
}

void Generator::Impl::check(const GenerationRequest& request) const {
    if (request.reference.empty() || request.reference.type() != CV_8UC3) {
        throw UsageError("There is no reference image to start from.");
    }
    const Recipe& settings = request.recipe;
    if (settings.steps < 1 || settings.steps > 1000) {
        throw UsageError("The number of steps has to be from 1 to 1000.");
    }
    if (!std::isfinite(settings.guidance_scale) || settings.guidance_scale < 0) {
        throw UsageError("The guidance scale has to be a number, 0 or more.");
    }
    if (!(settings.eta >= 0 && settings.eta <= 1)) {
        throw UsageError("Eta has to be from 0 to 1.");
    }
    if (!(settings.guidance_rescale >= 0 && settings.guidance_rescale <= 1)) {
        throw UsageError("The guidance rescale has to be from 0 to 1.");
    }
    if (!settings.boxes.empty() && !model->can_ground()) {
        throw ConfigError(info.path.string() +
                          " has no gated layers, so boxes cannot be asked for. Use a GLIGEN model, or leave them out.");
    }
    for (const auto& [phrase, box] : settings.boxes) {
        if (phrase.empty() || box.empty() || box.x1 < 0 || box.y1 < 0 || box.x2 > 1 || box.y2 > 1) {
            throw UsageError("A box that is asked for needs a phrase and four shares of the picture from 0 to 1.");
        }
    }
    if (!(settings.boxes_share >= 0 && settings.boxes_share <= 1)) {
        throw UsageError("The share of steps in which boxes steer has to be from 0 to 1.");
    }
    if (!(settings.size == Size{})) {
        const auto fits = [this](int side) {
            return side >= info.autoencoder_factor && side <= kMaxSide && side % info.autoencoder_factor == 0;
        };
        if (!fits(settings.size.width) || !fits(settings.size.height)) {
            throw UsageError("The size of a variant has to be a multiple of " +
                             std::to_string(info.autoencoder_factor) + " pixels, at most " + std::to_string(kMaxSide) +
                             " on each side.");
        }
    }
    for (const auto& rung : request.rungs) {
        validate_rung(settings.sampler, settings.steps, rung.encode_ratio);
    }
}

std::vector<Detection> Generator::Impl::detect(const diffusion::ImageToImageResult& result) {
    if (!adapter) {
        return {};
    }
    const Size size{static_cast<int>(result.image.size(2)), static_cast<int>(result.image.size(1))};
    auto found = adapter->with([&](const detection::Adapter& looking) {
        return looking.detect(detection::name_levels(result.features.levels), size, size).at(0);
    });
    if (on_part) {
        on_part(WorkPart::kLabels);
    }
    return found;
}

void Generator::Impl::run_round(const GenerationRequest& request, const Recipe& resolved, const cv::Mat& prepared,
                                std::size_t first, const StopTokens& stop, const StepSink& on_step,
                                const VariantSink& on_variant, std::vector<Variant>& variants) {
    diffusion::ImageToImageRequest work;
    work.image = to_tensor(prepared);
    work.prompt = resolved.prompt;
    work.negative_prompt = resolved.negative_prompt;
    work.guidance = {resolved.guidance_scale, resolved.guidance_rescale};
    work.sampler = resolved.sampler;
    work.options.steps = resolved.steps;
    work.options.eta = resolved.eta;
    work.options.spacing = resolved.spacing.value_or(TimestepSpacing::kLeading);
    work.collect_features = adapter.has_value();
    work.feature_step = resolved.label_step;
    work.feature_timestep = resolved.label_timestep;
    work.boxes = resolved.boxes;
    work.grounding_share = resolved.boxes_share;
    const std::size_t last = std::min(request.rungs.size(), first + rungs_per_round(request));
    for (std::size_t i = first; i < last; ++i) {
        work.rungs.push_back(request.rungs[i]);
    }
    const auto report_step = [&](const diffusion::ImageToImageStep& step) {
        if (on_step) {
            on_step({{first + step.rung, step.step, step.total}, preview ? preview->render(step.pred_x0) : cv::Mat()});
        }
    };
    const auto take_result = [&](std::size_t rung, const diffusion::ImageToImageResult& result) {
        Variant& variant = variants[first + rung];
        variant.recipe = resolved;
        variant.recipe.bundle_hash = hash_of_bundle.get();
        variant.recipe.seed = request.rungs[first + rung].seed;
        variant.recipe.encode_ratio = request.rungs[first + rung].encode_ratio;
        variant.image = to_image(result.image);
        variant.detections = detect(result);
        if (auto values = pooled_features(result.features); !values.empty()) {
            variant.features = {unet_kind(variant.recipe), std::move(values), perceptual_hash(variant.image)};
        }
        if (on_variant) {
            on_variant(first + rung, variant);
        }
    };
    diffusion::ImageToImage(*model).run(work, stop, report_step, take_result);
}

Generator::Generator(const fs::path& bundle, const GeneratorOptions& options)
    : m_impl(guarded("Loading the bundle", [&] { return std::make_unique<Impl>(bundle, options); })) {}

Generator::~Generator() = default;

const BundleInfo& Generator::bundle() const {
    return m_impl->info;
}
Precision Generator::precision() const {
    return m_impl->precision;
}
const std::string& Generator::device() const {
    return m_impl->device;
}

std::vector<Variant> Generator::generate(const GenerationRequest& request, const StopTokens& stop,
                                         const StepSink& on_step, const VariantSink& on_variant) {
    m_impl->check(request);
    std::vector<Variant> variants(request.rungs.size());
    const Recipe resolved = m_impl->resolve(request);
    const cv::Mat prepared = prepare_reference(request.reference, {resolved.crop, resolved.size});
    // Each thread that computes has its own OpenMP setting; this one may be new.
    at::init_num_threads();
    for (std::size_t first = 0; first < request.rungs.size(); first += rungs_per_round(request)) {
        if (first > 0) {
            throw_if_stopped(stop.after_unit);
        }
        guarded("Generating",
                [&] { m_impl->run_round(request, resolved, prepared, first, stop, on_step, on_variant, variants); });
    }
    return variants;
}

FeatureVector Generator::reference_features(const GenerationRequest& request, std::stop_token stop) {
    if (!request.reference_kinds || !m_impl->adapter || request.rungs.empty()) {
        return {};
    }
    m_impl->check(request);
    InspectionRequest look;
    look.recipe = m_impl->resolve(request);
    look.recipe.bundle_hash = m_impl->hash_of_bundle.get();
    look.recipe.seed = request.rungs.front().seed;
    look.recipe.encode_ratio = request.rungs.front().encode_ratio;
    const std::string kind = unet_kind(look.recipe);
    const auto& known = *request.reference_kinds;
    if (std::find(known.begin(), known.end(), kind) != known.end()) {
        return {};
    }
    at::init_num_threads();
    return guarded("Looking at the reference", [&]() -> FeatureVector {
        look.picture = prepare_reference(request.reference, {look.recipe.crop, look.recipe.size});
        return {kind, pooled_features(picture_pyramid(*m_impl->model, look, stop)), perceptual_hash(look.picture)};
    });
}

Inspection Generator::inspect(const InspectionRequest& request, std::stop_token stop) {
    at::init_num_threads();
    return guarded("Inspecting", [&] {
        InspectionRequest settled = request;
        m_impl->settle_label_step(settled.recipe);
        Inspection inspection =
            inspect_picture(*m_impl->model, m_impl->adapter ? &*m_impl->adapter : nullptr, settled, stop);
        inspection.bundle_hash = m_impl->hash_of_bundle.get();
        return inspection;
    });
}

}  // namespace destudio

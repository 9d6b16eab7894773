// SPDX-License-Identifier: Apache-2.0
#include "core/scaleup/item_maker.h"

#include <algorithm>
#include <cstdio>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/engine/recipe/file_hash.h"
#include "core/engine/recipe/variant_name.h"
#include "core/image/image_io.h"
#include "core/image/perceptual_hash.h"
#include "core/scaleup/paste_objects.h"

namespace destudio::scaleup {

namespace {

constexpr std::uint64_t kPasteSalt = 0x9a57e;

std::string file_name(std::int64_t index, const std::string& reference, const Rung& rung) {
    char number[24];
    std::snprintf(number, sizeof number, "%08lld_", static_cast<long long>(index));
    const std::string stem = std::filesystem::path(reference).stem().string();
    return number + VariantNamer().name(stem, rung.encode_ratio, rung.seed) + ".png";
}

const std::string& caption_of(const Reference& reference, std::int64_t turn) {
    const std::size_t at = static_cast<std::size_t>(turn) % (reference.more_captions.size() + 1);
    return at == 0 ? reference.caption : reference.more_captions[at - 1];
}

}  // namespace

ReferencePlan plan_reference(Size reference, const ScaleUpSettings& settings, const BundleInfo& bundle,
                             std::uint64_t crop_seed) {
    return settings.size == ReferenceSize::kPaper ? plan_paper(reference, bundle.autoencoder_factor, crop_seed)
                                                  : plan_native(reference, bundle.native_size);
}

ItemMaker::ItemMaker(const ScaleUpSettings& settings, const ReferenceSet& references, const ScaleUpModel& model,
                     const ItemPrompts& prompts)
    : m_settings(settings), m_references(references), m_model(model), m_prompts(prompts) {}

ItemMaker::LoadedReference ItemMaker::load(const std::filesystem::path& file) {
    LoadedReference loaded;
    const std::string bytes = read_file(file);
    loaded.hash = sha256_hex(bytes);
    try {
        loaded.image = decode_image(bytes, file.string());
    } catch (const FormatError& error) {
        loaded.problem = error.what();
    }
    return loaded;
}

void ItemMaker::prefetch(const PlannedItem& item) {
    m_coming_reference = item.reference;
    m_coming = std::async(std::launch::async, load, m_references.references[item.reference].file);
}

ItemMaker::LoadedReference ItemMaker::take(std::size_t reference) {
    if (m_coming_reference == reference && m_coming.valid()) {
        return m_coming.get();
    }
    return load(m_references.references[reference].file);
}

GenerationRequest ItemMaker::request(const Reference& reference, const LoadedReference& loaded,
                                     const PlannedItem& item) const {
    GenerationRequest request;
    request.reference = loaded.image;
    request.reference_hash = loaded.hash;
    request.rungs = {{item.encode_ratio, item.seed}};
    Recipe& recipe = request.recipe;
    recipe.guidance_scale = m_settings.guidance_scale;
    recipe.guidance_rescale = m_settings.guidance_rescale;
    recipe.spacing = m_settings.spacing;
    recipe.steps = m_settings.steps;
    recipe.sampler = m_settings.sampler;
    recipe.eta = m_settings.eta;
    recipe.label_step = m_settings.label_step;
    PromptWishes wishes = m_settings.prompts;
    const std::string& domain = domain_of(item, m_settings, m_model.bundle.domain);
    const auto text = m_prompts.text(item);  // speaks of the domain already
    if (!text && !m_settings.domains.empty()) {
        wishes.domain = domain;
    }
    const auto prompts =
        make_prompts(wishes, domain, text ? *text : caption_of(reference, item.turn), reference.class_names);
    recipe.prompt = prompts.positive;
    recipe.negative_prompt = prompts.negative;
    const auto plan =
        plan_reference({loaded.image.cols, loaded.image.rows}, m_settings, m_model.bundle, item.crop_seed);
    recipe.crop = plan.crop;
    recipe.size = plan.size;
    return request;
}

std::vector<KnownBox> ItemMaker::paste(const Reference& reference, const Box& crop, std::uint64_t seed,
                                       GenerationRequest& request) const {
    if (m_settings.paste <= 0) {
        return reference.boxes;
    }
    const auto pictures = [this](std::size_t other) {
        try {
            return load_image(m_references.references[other].file);
        } catch (const FormatError&) {
            return cv::Mat();  // is told when its own turn comes
        }
    };
    PastedPicture pasted = paste_objects(request.reference, reference.boxes, crop, m_references.references, pictures,
                                         m_settings.paste, mix_seeds(seed, kPasteSalt));
    // No file has this hash: the picture that was redrawn is none of the references.
    const auto* first = pasted.image.ptr<char>(0);
    request.reference_hash = sha256_hex(std::string(first, first + pasted.image.total() * pasted.image.elemSize()));
    request.reference = std::move(pasted.image);
    return pasted.boxes;
}

MadeItem ItemMaker::make(const PlannedItem& item, const std::stop_token& stop) {
    const Reference& reference = m_references.references[item.reference];
    MadeItem made;
    made.record.index = item.index;
    made.record.reference = reference.name;
    const LoadedReference loaded = take(item.reference);
    if (!loaded.problem.empty()) {
        made.record.verdict = Verdict::kUnreadable;
        made.record.problem = loaded.problem;
        return made;
    }
    GenerationRequest work = request(reference, loaded, item);
    const std::vector<KnownBox> known = paste(reference, work.recipe.crop, item.seed, work);
    Variant variant = m_model.generate(work, stop);
    made.record.file_name = file_name(item.index, reference.name, work.rungs.front());
    set_recipe(made.record, variant.recipe);
    made.record.hash = perceptual_hash(variant.image);
    const ReferencePlan plan{variant.recipe.crop, variant.recipe.size};
    const cv::Mat start = prepare_reference(work.reference, plan);
    made.record.reference_distance = hash_distance(perceptual_hash(start), made.record.hash);
    made.record.detections = m_settings.paste > 0 ? verified_labels(known, plan, start, variant.image,
                                                                    variant.detections, m_settings.threshold)
                                                  : std::move(variant.detections);
    if (m_settings.gate != GateUse::kOff) {
        GateRules rules;
        rules.least_agreement = m_settings.gate_agreement;
        std::optional<std::vector<Detection>> judged;
        if (m_model.judge) {
            judged = m_model.judge(variant.image);
        }
        made.record.gate =
            pass_gate({made.record.detections, m_settings.threshold, known, plan, start, variant.image, judged}, rules);
    }
    made.image = std::move(variant.image);
    return made;
}

cv::Mat ItemMaker::remake(const ItemRecord& record, const std::stop_token& stop) {
    const auto found = std::find_if(m_references.references.begin(), m_references.references.end(),
                                    [&](const Reference& reference) { return reference.name == record.reference; });
    if (found == m_references.references.end()) {
        throw FormatError("The reference \"" + record.reference + "\" is not in the dataset any more.");
    }
    const Recipe recipe = recipe_of(record);
    const LoadedReference loaded = load(found->file);
    GenerationRequest request;
    request.reference = loaded.image;
    request.reference_hash = loaded.hash;
    if (!loaded.image.empty()) {
        paste(*found, recipe.crop, recipe.seed, request);
    }
    if (request.reference_hash != recipe.reference_hash) {
        throw FormatError("The reference " + found->file.string() +
                          " is not the one any more that this scale-up was begun with. Put it back.");
    }
    request.recipe = recipe;
    request.rungs = {{recipe.encode_ratio, recipe.seed}};
    return m_model.generate(request, stop).image;
}

}  // namespace destudio::scaleup

// SPDX-License-Identifier: Apache-2.0
// A U-Net with GLIGEN's gated layers: box sinusoids, position net, one gated layer, whole U-Net calls and runs.
#include <algorithm>

#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/diffusion/clip_tokenizer.h"
#include "core/models/model_description.h"
#include "core/verify/diffusion_cases.h"

namespace destudio::verify {

namespace {

/// The tokens of each recorded set of boxes.
std::vector<RecordedGrounding> check_grounding(const GoldenRecording& golden, const models::ModelDescription& model,
                                               const BundleNetworks& networks, Checks& checks) {
    const diffusion::ClipTokenizer tokenizer(model.text.tokenizer, model.text.pad_token);
    std::vector<RecordedGrounding> all;
    for (const auto& entry : golden.list("grounding_cases")) {
        const auto name = entry.at("name").get<std::string>();
        const auto phrases = entry.at("phrases").get<std::vector<std::string>>();
        const auto boxes = entry.at("boxes").get<std::vector<std::vector<float>>>();
        const auto slots = entry.at("slots").get<std::int64_t>();
        const auto used = static_cast<std::int64_t>(phrases.size());
        if (boxes.size() != phrases.size() || used > slots) {
            throw FormatError(name + " has another number of boxes than of phrases, or too few slots.");
        }
        const auto ids = tokenizer.encode(phrases);
        // Recorded up to the end of the longest phrase; the largest id ends each.
        const auto longest = ids.argmax(1).max().item<std::int64_t>() + 1;
        golden.compare(checks, name + ".phrase_ids", ids.slice(1, 0, longest));
        const auto pooled = networks.text_encoder->states(ids).pooled;
        golden.compare(checks, name + ".phrase_pooled", pooled);
        auto box_slots = torch::zeros({slots, 4});
        auto phrase_slots = torch::zeros({slots, pooled.size(1)});
        auto masks = torch::zeros({slots});
        for (std::int64_t i = 0; i < used; ++i) {
            box_slots[i].copy_(torch::tensor(boxes[static_cast<std::size_t>(i)]));
            phrase_slots[i].copy_(pooled[i]);
            masks[i].fill_(1);
        }
        golden.compare(checks, name + ".boxes", box_slots);
        golden.compare(checks, name + ".positive_embeddings", phrase_slots);
        golden.compare(checks, name + ".masks", masks);
        const auto tokens = [&](const torch::Tensor& mask) {
            return networks.unet->position_net()->forward(box_slots.unsqueeze(0), mask.unsqueeze(0),
                                                          phrase_slots.unsqueeze(0));
        };
        all.push_back({tokens(masks), tokens(torch::zeros_like(masks))});
        golden.compare(checks, name + ".tokens", all.back().tokens[0]);
        golden.compare(checks, name + ".tokens_masked", all.back().without[0]);
    }
    return all;
}

void check_gated_layer(const GoldenRecording& golden, nn::Unet2dCondition& unet, Checks& checks) {
    const auto path = golden.index().at("fuser_path").get<std::string>();
    const auto modules = unet.named_modules();
    const auto layer = std::dynamic_pointer_cast<nn::GatedSelfAttention>(modules[path]);
    if (!layer) {
        throw FormatError("This U-Net has no gated layer " + path + ".");
    }
    golden.compare(checks, "fuser.out", layer->forward(golden["fuser.x"], golden["fuser.objs"]));
}

void check_gated_unet(const GoldenRecording& golden, nn::Unet2dCondition& unet,
                      const std::vector<RecordedGrounding>& grounding, Checks& checks) {
    for (const auto& entry : golden.list("unet_cases")) {
        const auto name = entry.at("name").get<std::string>();
        const auto sample = golden[name + ".sample"];
        nn::UnetConditions conditions;
        if (!entry.at("grounding").is_null() && !entry.value("fuser_off", false)) {
            const auto& boxes = grounding.at(entry.at("grounding").get<std::size_t>());
            std::vector<torch::Tensor> of_samples(static_cast<std::size_t>(sample.size(0)), boxes.tokens);
            for (const auto& masked : entry.value("masked_samples", nlohmann::json::array())) {
                of_samples.at(masked.get<std::size_t>()) = boxes.without;
            }
            conditions.grounding = torch::cat(of_samples);
        }
        const auto output =
            unet.forward(sample, golden[name + ".timesteps"], golden[name + ".context"], true, conditions);
        golden.compare(checks, name + ".out", output.sample);
        compare_pyramid(golden, name, nn::group_features(output.block_outputs, sample.size(2), sample.size(3)), checks);
    }
}

}  // namespace

void run_gligen_case(const GoldenRecording& golden, Checks& checks, const std::stop_token& stop) {
    const torch::NoGradGuard no_grad;
    const auto model = models::describe_model(golden.model_folder(), {});
    const auto networks = networks_of(model);
    if (networks.unet->position_net() == nullptr) {
        throw FormatError(golden.folder().string() + " has a U-Net without gated layers.");
    }
    guarded(checks, "fourier",
            [&] { golden.compare(checks, "fourier.embedding", nn::box_sinusoids(golden["fourier.boxes"])); });
    std::vector<RecordedGrounding> grounding;
    guarded(checks, "grounding", [&] { grounding = check_grounding(golden, model, networks, checks); });
    guarded(checks, "fuser", [&] { check_gated_layer(golden, *networks.unet, checks); });
    throw_if_stopped(stop);
    guarded(checks, "unet", [&] { check_gated_unet(golden, *networks.unet, grounding, checks); });
    throw_if_stopped(stop);
    guarded(checks, "e2e", [&] { check_grounded_runs(golden, model, networks, grounding, checks, stop); });
    golden.fail_unused(checks);
}

}  // namespace destudio::verify

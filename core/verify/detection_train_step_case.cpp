// SPDX-License-Identifier: Apache-2.0
#include "core/nn/torch.h"

#include "core/base/json.h"
#include "core/detection/common/image_mask.h"
#include "core/detection/dino/contrastive_denoising.h"
#include "core/detection/dino/dino_criterion.h"
#include "core/nn/io/weights.h"
#include "core/training/loop/adamw.h"
#include "core/verify/detection_cases.h"

namespace destudio::verify {

namespace {

using NamedTensors = std::vector<std::pair<std::string, torch::Tensor>>;

/// The recorded batch.
struct TrainBatch {
    detection::FeaturePyramid pyramid;
    torch::Tensor mask;
    detection::Targets targets;
    detection::DenoisingDraws draws;
};

TrainBatch read_batch(const Recording& golden) {
    TrainBatch batch;
    const std::string prefix = "in.feat.";
    for (const std::string& name : golden.names()) {
        if (name.starts_with(prefix)) {
            batch.pyramid.emplace(name.substr(prefix.size()), golden[name]);
        }
    }
    batch.mask = golden.mask("in.image_mask");
    batch.targets = golden.targets("boxes_cxcywh_norm");
    const auto optional = [&](const char* name) { return golden.has(name) ? golden[name] : torch::Tensor(); };
    batch.draws = {optional("draw.label_p"), optional("draw.new_label"), optional("draw.sign01"),
                   optional("draw.part")};
    return batch;
}

std::pair<detection::DinoOutput, detection::DinoLosses> forward(detection::DinoAdapter& adapter,
                                                                const TrainBatch& batch) {
    const auto& config = adapter.config();
    const detection::DenoisingOptions options{config.dn_number, config.label_noise_ratio, config.box_noise_scale,
                                              config.num_queries, config.num_classes};
    const auto denoising =
        detection::make_denoising_queries(batch.targets, options, batch.draws, adapter.label_embedding());
    auto output = adapter.forward(batch.pyramid, batch.mask, denoising);
    auto losses = detection::dino_losses(detection::criterion_input(output), batch.targets);
    return {std::move(output), std::move(losses)};
}

void check_inputs(const Recording& golden, const TrainBatch& batch, Checks& checks) {
    const auto sizes = golden["in.image_sizes"];
    std::vector<Size> images;
    for (std::int64_t i = 0; i < sizes.size(0); ++i) {
        images.push_back({sizes[i][1].item<int>(), sizes[i][0].item<int>()});
    }
    const Size padded{static_cast<int>(batch.mask.size(2)), static_cast<int>(batch.mask.size(1))};
    checks.equal("in.image_mask", detection::make_image_mask(images, padded, true), golden["in.image_mask"]);
}

void check_forward(const detection::DinoOutput& output, const detection::DinoLosses& losses, const Recording& golden,
                   const nlohmann::json& json, Checks& checks) {
    const auto padding = output.transformer.tokens.padding_mask;
    const auto& memory = output.transformer.encoder_outputs.back();
    const auto free = [&](const torch::Tensor& x) {
        return padding.defined() ? x.masked_fill(padding.unsqueeze(-1), 0.0) : x;
    };
    checks.close("memory", free(memory), free(golden["memory"]));
    checks.close("dec.query_in", output.transformer.query, golden["dec.query_in"]);
    checks.within("dec.init_reference", output.transformer.init_reference, golden["dec.init_reference"], 1e-5);
    checks.close("dec.inter_states", torch::stack(output.transformer.decoder.states), golden["dec.inter_states"]);
    checks.close("out.pred_logits", output.pred_logits(), golden["out.pred_logits"]);
    checks.within("out.pred_boxes", output.pred_boxes(), golden["out.pred_boxes"], 1e-5);
    if (golden.has("out.dn_logits")) {
        checks.close("out.dn_logits", output.dn_logits(), golden["out.dn_logits"]);
        checks.within("out.dn_boxes", output.dn_boxes(), golden["out.dn_boxes"], 1e-5);
    }
    checks.close("out.enc_logits", output.enc_logits(), golden["out.enc_logits"]);
    checks.within("out.enc_boxes", output.enc_boxes(), golden["out.enc_boxes"], 1e-5);
    for (const auto& [key, value] : json.at("losses_unweighted").items()) {
        const double expected = value.get<double>();
        const auto found = losses.unweighted.find(key);
        checks.number(key, found == losses.unweighted.end() ? NAN : found->second.item<double>(), expected,
                      1e-5 * std::max(1.0, std::abs(expected)));
    }
    const double total = json.at("total").get<double>();
    checks.number("total", losses.total.item<double>(), total, 1e-5 * std::abs(total));
}

void check_gradients(const NamedTensors& parameters, const Recording& golden, Checks& checks) {
    for (const auto& [name, parameter] : parameters) {
        if (golden.has("grad." + name)) {
            const auto expected = golden["grad." + name];
            const auto grad = parameter.grad().defined() ? parameter.grad() : torch::zeros_like(parameter);
            checks.close("grad." + name, grad, expected, 1e-3, 1e-4);
        }
    }
}

/// The first update is close to lr * sign(gradient), so only entries with a clear gradient say anything.
void check_update(const NamedTensors& parameters, const Recording& golden, double clip_factor, double learning_rate,
                  Checks& checks) {
    for (const auto& [name, parameter] : parameters) {
        if (!golden.has("after." + name) || !golden.has("grad." + name)) {
            continue;
        }
        const auto gradient = golden["grad." + name].abs() * clip_factor;
        const auto clear = (gradient > 1e-7).logical_or(gradient == 0);
        const auto blur = clear.logical_not();
        checks.within("after." + name, parameter.masked_fill(blur, 0.0), golden["after." + name].masked_fill(blur, 0.0),
                      0.05 * learning_rate);
    }
}

}  // namespace

void check_train_step(const std::filesystem::path& folder, Checks& checks) {
    const auto config_path = folder / "config.json";
    const auto config_json = read_json(config_path);
    const auto json = read_json(folder / "golden.json");
    const Recording golden(folder / "golden.safetensors");
    detection::DinoAdapter adapter(detection::parse_dino_config(config_json, config_path.string()));
    nn::load_weights(adapter, folder / "model.safetensors");
    const TrainBatch batch = read_batch(golden);
    check_inputs(golden, batch, checks);

    const auto& optimiser_json = config_json.at("optimizer");
    const double learning_rate = optimiser_json.at("lr").get<double>();
    const double max_norm = config_json.at("clip").at("max_norm").get<double>();
    training::AdamWOptions options;
    options.beta1 = optimiser_json.at("betas").at(0).get<double>();
    options.beta2 = optimiser_json.at("betas").at(1).get<double>();
    options.eps = optimiser_json.at("eps").get<double>();
    options.weight_decay = optimiser_json.at("weight_decay").get<double>();
    const auto parameters = adapter.unique_parameters();
    training::AdamW optimiser(parameters, options);

    std::size_t trajectory = 0;
    const auto& recorded = json.at("loss_trajectory_same_batch_same_draws");
    for (; trajectory < recorded.size(); ++trajectory) {
        const auto [output, losses] = forward(adapter, batch);
        const double expected = recorded[trajectory].get<double>();
        // Later steps amplify rounding.
        const double relative = trajectory < 2 ? 1e-4 : 1e-2;
        checks.number("loss_trajectory." + std::to_string(trajectory), losses.total.item<double>(), expected,
                      relative * std::abs(expected));
        optimiser.zero_grad();
        losses.total.backward();
        if (trajectory == 0) {
            check_forward(output, losses, golden, json, checks);
            check_gradients(parameters, golden, checks);
        }
        const double norm = optimiser.clip_grad_norm(max_norm);
        optimiser.step(learning_rate);
        if (trajectory == 0) {
            const double wanted_norm = json.at("grad_norm_before_clip").get<double>();
            checks.number("grad_norm_before_clip", norm, wanted_norm, 1e-4 * wanted_norm);
            check_update(parameters, golden, std::min(1.0, max_norm / (wanted_norm + 1e-6)), learning_rate, checks);
        }
    }
}

}  // namespace destudio::verify

// SPDX-License-Identifier: Apache-2.0
#include "core/nn/torch.h"

#include "core/base/json.h"
#include "core/detection/dino/dino_criterion.h"
#include "core/verify/detection_cases.h"

namespace destudio::verify {

namespace {

/// in.NAME.0, in.NAME.1, ... as leaves that collect gradients.
std::vector<torch::Tensor> read_layers(const Recording& golden, const std::string& name) {
    std::vector<torch::Tensor> layers;
    while (golden.has("in." + name + "." + std::to_string(layers.size()))) {
        layers.push_back(golden["in." + name + "." + std::to_string(layers.size())].clone().requires_grad_());
    }
    return layers;
}

torch::Tensor stacked(const std::vector<torch::Tensor>& layers) {
    return layers.empty() ? torch::Tensor() : torch::stack(layers);
}

void check_gradients(const std::vector<torch::Tensor>& layers, const std::string& prefix, const Recording& golden,
                     const std::string& name, Checks& checks) {
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const std::string key = "grad." + prefix + "." + std::to_string(i);
        if (golden.has(key)) {
            const auto grad = layers[i].grad().defined() ? layers[i].grad() : torch::zeros_like(layers[i]);
            checks.close(name + key, grad, golden[key], 1e-4, 1e-4);
        }
    }
}

void check_losses_case(const Recording& golden, const nlohmann::json& json, const std::string& name, Checks& checks) {
    const auto targets = golden.targets();
    const auto logits = read_layers(golden, "logits");
    const auto boxes = read_layers(golden, "boxes");
    const auto dn_logits = read_layers(golden, "dn_logits");
    const auto dn_boxes = read_layers(golden, "dn_boxes");
    detection::CriterionInput input;
    input.logits = stacked(logits);
    input.boxes = stacked(boxes);
    input.enc_logits = golden["in.enc_logits"].clone().requires_grad_();
    input.enc_boxes = golden["in.enc_boxes"].clone().requires_grad_();
    input.dn_logits = stacked(dn_logits);
    input.dn_boxes = stacked(dn_boxes);
    if (!dn_logits.empty()) {
        input.denoising = {json.value("dn_groups", std::int64_t{0}), json.value("dn_single_padding", std::int64_t{0})};
    }
    const auto losses = detection::dino_losses(input, targets);
    for (std::size_t n = 0; n < losses.matches.size(); ++n) {
        const bool encoder = n + 1 == losses.matches.size();
        for (std::size_t b = 0; b < targets.size(); ++b) {
            const auto image = static_cast<std::int64_t>(b);
            const std::string key =
                std::string("match.") + (encoder ? "enc" : "layer" + std::to_string(n)) + "." + std::to_string(b) + ".";
            if (!golden.has(key + "src")) {
                continue;
            }
            const auto& layer_logits = encoder ? input.enc_logits : logits[n];
            const auto& layer_boxes = encoder ? input.enc_boxes : boxes[n];
            checks.close(name + key + "cost",
                         detection::matching_cost(layer_logits[image], layer_boxes[image], targets[b]),
                         golden[key + "cost"], 1e-5, 1.0);
            checks.equal(name + key + "src", torch::tensor(losses.matches[n][b].queries, torch::kLong),
                         golden[key + "src"]);
            checks.equal(name + key + "tgt", torch::tensor(losses.matches[n][b].targets, torch::kLong),
                         golden[key + "tgt"]);
        }
    }
    for (const auto& [key, value] : json.at("losses_unweighted").items()) {
        const double expected = value.get<double>();
        const auto found = losses.unweighted.find(key);
        checks.holds(name + key + " known", found != losses.unweighted.end());
        if (found != losses.unweighted.end()) {
            checks.number(name + key, found->second.item<double>(), expected, 1e-5 * std::max(0.1, std::abs(expected)));
        }
    }
    const double total = json.at("total").get<double>();
    checks.number(name + "total", losses.total.item<double>(), total, 1e-5 * std::abs(total));
    losses.total.backward();
    check_gradients(logits, "logits", golden, name, checks);
    check_gradients(boxes, "boxes", golden, name, checks);
    check_gradients(dn_logits, "dn_logits", golden, name, checks);
    check_gradients(dn_boxes, "dn_boxes", golden, name, checks);
    checks.close(name + "grad.enc_logits", input.enc_logits.grad(), golden["grad.enc_logits"], 1e-4, 1e-4);
    checks.close(name + "grad.enc_boxes",
                 input.enc_boxes.grad().defined() ? input.enc_boxes.grad() : torch::zeros_like(input.enc_boxes),
                 golden["grad.enc_boxes"], 1e-4, 1e-4);
}

}  // namespace

void check_losses(const std::filesystem::path& folder, Checks& checks) {
    for (const auto& path : recordings(folder, "loss_")) {
        auto json_path = path;
        json_path.replace_extension(".json");
        check_losses_case(Recording(path), read_json(json_path), path.stem().string() + ".", checks);
    }
}

}  // namespace destudio::verify

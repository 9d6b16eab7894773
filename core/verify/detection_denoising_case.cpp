// SPDX-License-Identifier: Apache-2.0
#include "core/nn/torch.h"

#include "core/base/json.h"
#include "core/detection/dino/contrastive_denoising.h"
#include "core/verify/detection_cases.h"

namespace destudio::verify {

namespace {

torch::Tensor optional_tensor(const Recording& golden, const std::string& name) {
    return golden.has(name) ? golden[name] : torch::Tensor();
}

void check_denoising_case(const Recording& golden, const nlohmann::json& json, const std::string& name,
                          Checks& checks) {
    const auto targets = golden.targets();
    detection::DenoisingOptions options;
    options.dn_number = json.at("dn_number").get<std::int64_t>();
    options.label_noise_ratio = json.at("label_noise_ratio").get<double>();
    options.box_noise_scale = json.at("box_noise_scale").get<double>();
    options.num_queries = json.at("num_queries").get<std::int64_t>();
    options.num_classes = json.at("num_classes").get<std::int64_t>();
    const detection::DenoisingDraws draws{optional_tensor(golden, "draw.label_p"),
                                          optional_tensor(golden, "draw.new_label"),
                                          optional_tensor(golden, "draw.sign01"), optional_tensor(golden, "draw.part")};
    const auto queries = detection::make_denoising_queries(targets, options, draws, golden["in.label_enc.weight"]);
    checks.holds(name + "result", queries.has_value() == golden.has("query_label"));
    if (!queries || !golden.has("query_label")) {
        return;
    }
    checks.number(name + "dn_groups", static_cast<double>(queries->layout.groups), json.at("dn_groups").get<double>(),
                  0);
    checks.number(name + "single_padding", static_cast<double>(queries->layout.single_padding),
                  json.at("single_padding").get<double>(), 0);
    checks.close(name + "query_label", queries->content, golden["query_label"], 1e-6);
    checks.close(name + "query_box_unact", queries->boxes_unact, golden["query_box_unact"], 1e-5);
    checks.equal(name + "attn_mask", queries->blocked, golden["attn_mask"]);
    const auto noised = detection::noise_targets(targets, options, draws);
    checks.equal(name + "noised_labels_flat", noised.labels, golden["noised_labels_flat"]);
    checks.within(name + "noised_boxes_flat", noised.boxes, golden["noised_boxes_flat"], 1e-6);
}

}  // namespace

void check_denoising(const std::filesystem::path& folder, Checks& checks) {
    for (const auto& path : recordings(folder, "cdn_")) {
        auto json_path = path;
        json_path.replace_extension(".json");
        check_denoising_case(Recording(path), read_json(json_path), path.stem().string() + ".", checks);
    }
}

}  // namespace destudio::verify

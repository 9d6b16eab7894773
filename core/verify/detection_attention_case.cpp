// SPDX-License-Identifier: Apache-2.0
#include "core/nn/torch.h"

#include "core/base/json.h"
#include "core/detection/dino/deformable_attention_function.h"
#include "core/detection/dino/multi_scale_deformable_attention.h"
#include "core/verify/detection_cases.h"

namespace destudio::verify {

namespace {

detection::LevelShapes read_shapes(const torch::Tensor& shapes) {
    detection::LevelShapes list;
    for (std::int64_t i = 0; i < shapes.size(0); ++i) {
        list.push_back({shapes[i][0].item<std::int64_t>(), shapes[i][1].item<std::int64_t>()});
    }
    return list;
}

void check_function(const Recording& golden, const std::string& name, Checks& checks) {
    const auto shapes = read_shapes(golden["spatial_shapes"]);
    auto value = golden["value"].clone().requires_grad_();
    auto locations = golden["sampling_locations"].clone().requires_grad_();
    auto weights = golden["attention_weights"].clone().requires_grad_();
    const auto output = detection::deformable_attention(value, shapes, locations, weights);
    checks.close(name + "output", output, golden["output"], 1e-5);
    if (golden.has("output_f64")) {
        checks.close(name + "output_f64", output, golden["output_f64"], 1e-5);
    }
    checks.close(name + "output by grid_sample",
                 detection::deformable_attention_by_grid_sample(value, shapes, locations, weights), golden["output"],
                 1e-5);
    if (golden.has("grad_output")) {
        output.backward(golden["grad_output"]);
        checks.close(name + "grad_value", value.grad(), golden["grad_value"]);
        checks.close(name + "grad_sampling_locations", locations.grad(), golden["grad_sampling_locations"]);
        checks.close(name + "grad_attention_weights", weights.grad(), golden["grad_attention_weights"]);
    }
}

void check_module(const Recording& golden, const nlohmann::json& entry, const std::string& name, Checks& checks) {
    const torch::NoGradGuard no_grad;
    detection::MultiScaleDeformableAttention module(
        entry.at("embed_dim").get<std::int64_t>(), entry.at("heads").get<std::int64_t>(),
        entry.at("levels").get<std::int64_t>(), entry.at("points").get<std::int64_t>());
    for (auto& item : module.named_parameters()) {
        item.value().copy_(golden["weights." + item.key()]);
    }
    const auto output =
        module.forward(golden["query"], golden["query_pos"], golden["value"], golden["reference_points"],
                       read_shapes(golden["spatial_shapes"]), golden.mask("key_padding_mask"));
    checks.close(name + "output", output, golden["output"], 1e-5);
}

}  // namespace

void check_deformable_attention(const std::filesystem::path& folder, Checks& checks) {
    for (const auto& entry : read_json(folder / "cases.json")) {
        const auto file = entry.at("file").get<std::string>();
        const Recording golden(folder / file);
        const std::string name = file.substr(0, file.rfind('.')) + ".";
        if (golden.has("sampling_locations")) {
            check_function(golden, name, checks);
        } else {
            check_module(golden, entry, name, checks);
        }
    }
}

}  // namespace destudio::verify

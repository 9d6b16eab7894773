// SPDX-License-Identifier: Apache-2.0
#include "core/nn/torch.h"

#include <cmath>
#include <map>
#include <set>

#include "core/base/json.h"
#include "core/detection/common/box_ops.h"
#include "core/detection/common/image_mask.h"
#include "core/detection/dino/dino_adapter.h"
#include "core/detection/dino/sine_position_embedding.h"
#include "core/verify/detection_cases.h"

namespace destudio::verify {

namespace {

/// The number behind the last underscore, such as 128 in "pos.out_128".
std::int64_t trailing_number(const std::string& name) {
    return std::stoll(name.substr(name.rfind('_') + 1));
}

/// Checks one freshly initialized parameter against the recorded law.
void check_initialization(const std::string& name, const torch::Tensor& parameter, const nlohmann::json& entry,
                          Checks& checks) {
    const auto law = entry.at("init").get<std::string>();
    const double count = static_cast<double>(parameter.numel());
    const auto uniform = [&](double bound) {
        checks.holds(name + " bound", parameter.abs().max().item<double>() <= bound * (1 + 1e-5));
        // The deviation of n uniform numbers is known to about bound / sqrt(5n); six of those are allowed.
        checks.number(name + " deviation", std::sqrt(parameter.pow(2).mean().item<double>()), bound / std::sqrt(3.0),
                      6 * bound / std::sqrt(5 * count));
    };
    if (law.starts_with("xavier_uniform")) {
        uniform(std::stod(law.substr(law.rfind(' '))));
    } else if (law.starts_with("uniform")) {
        uniform(std::stod(law.substr(law.rfind('=') + 1)));
    } else if (law.starts_with("normal")) {
        checks.number(name + " deviation", parameter.std().item<double>(), 1.0, 6 / std::sqrt(2 * count));
    } else if (!law.starts_with("direction")) {
        const double value = law == "ones" ? 1.0 : law == "zeros" ? 0.0 : -std::log(99.0);
        checks.within(name, parameter, torch::full_like(parameter, value), 1e-6);
    }
}

}  // namespace

void check_units(const std::filesystem::path& folder, Checks& checks) {
    using namespace detection;
    for (const auto& path : recordings(folder, "")) {
        const Recording golden(path);
        checks.within("inverse_sigmoid", inverse_sigmoid(golden["inverse_sigmoid.in"]), golden["inverse_sigmoid.out"],
                      1e-5);
        for (const std::string& name : golden.names()) {
            if (name.starts_with("sine.out_")) {
                checks.close(name, sine_query_embedding(golden["sine.in"], trailing_number(name)), golden[name]);
            } else if (name.starts_with("pos.out_")) {
                DinoConfig config;
                config.embed_dim = 2 * trailing_number(name);
                const auto mask = golden.mask("pos.mask");
                const auto padding = mask.unsqueeze(1);
                checks.close(name, sine_position_embedding(mask, config).masked_fill(padding, 0.0),
                             golden[name].masked_fill(padding, 0.0));
            } else if (name.starts_with("mask.level")) {
                const auto expected = golden[name];
                checks.equal(name, downsample_mask(golden.mask("mask.image"), {expected.size(1), expected.size(2)}),
                             expected);
            }
        }
        const auto a = cxcywh_to_xyxy(golden["box.a_cxcywh"]);
        const auto b = cxcywh_to_xyxy(golden["box.b_cxcywh"]);
        checks.within("box.a_xyxy", a, golden["box.a_xyxy"], 1e-6);
        checks.within("box.b_xyxy", b, golden["box.b_xyxy"], 1e-6);
        checks.within("box.a_back_cxcywh", xyxy_to_cxcywh(a), golden["box.a_back_cxcywh"], 1e-6);
        const PairwiseIou pairs = pairwise_iou(golden["box.a_xyxy"], golden["box.b_xyxy"]);
        checks.within("box.iou", pairs.iou, golden["box.iou"], 1e-5);
        checks.close("box.union", pairs.union_area, golden["box.union"]);
        checks.within("box.giou", pairwise_giou(golden["box.a_xyxy"], golden["box.b_xyxy"]), golden["box.giou"], 1e-5);
    }
}

void check_official_parameters(const std::filesystem::path& folder, Checks& checks) {
    const auto path = folder / "parameters.json";
    const auto json = read_json(path);
    torch::manual_seed(0);
    const detection::DinoAdapter adapter(detection::parse_dino_config(json.at("config"), path.string()));
    std::map<std::string, torch::Tensor> named;
    for (const auto& item : adapter.named_parameters()) {
        named.emplace(item.key(), item.value().detach());
    }
    const auto& recorded = json.at("parameters");
    checks.number("number_of_state_dict_entries", static_cast<double>(named.size()),
                  json.at("number_of_state_dict_entries").get<double>(), 0);
    double unique_values = 0;
    for (const auto& [name, tensor] : adapter.unique_parameters()) {
        unique_values += static_cast<double>(tensor.numel());
    }
    checks.number("number_of_unique_parameters_elements", unique_values,
                  json.at("number_of_unique_parameters_elements").get<double>(), 0);
    for (const auto& [name, entry] : recorded.items()) {
        const auto found = named.find(name);
        const bool fits =
            found != named.end() && found->second.sizes().vec() == entry.at("shape").get<std::vector<std::int64_t>>();
        checks.holds(name + " shape", fits);
        if (!fits) {
            continue;
        }
        check_initialization(name, found->second, entry, checks);
        if (entry.contains("same_storage_as")) {
            checks.holds(name + " alias", named.at(entry.at("same_storage_as").get<std::string>()).data_ptr() ==
                                              found->second.data_ptr());
        }
    }
    const Recording grid(folder / "deterministic_init.safetensors");
    for (const std::string& name : grid.names()) {
        checks.within(
            name, named.at("transformer.encoder.layers.0.attentions.0.sampling_offsets.bias").view(grid[name].sizes()),
            grid[name], 1e-5);
    }
}

}  // namespace destudio::verify

// SPDX-License-Identifier: Apache-2.0
#include "core/training/detector/adapter_start.h"

#include "core/nn/torch.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/detection/detector_factory.h"
#include "core/nn/io/weights.h"

namespace destudio::training {

namespace {

/// Copies the rows of the classes that both lists have. A class layer's first dimension counts, for each of some
/// slots (anchors, or one), the classes.
void copy_class_rows(const torch::Tensor& from, torch::Tensor to, const std::vector<std::string>& old_classes,
                     const std::vector<std::string>& new_classes, std::int64_t slots) {
    const auto old_count = static_cast<std::int64_t>(old_classes.size());
    const auto new_count = static_cast<std::int64_t>(new_classes.size());
    const auto source = from.reshape({slots, old_count, -1});
    auto target = to.view({slots, new_count, -1});
    for (std::int64_t c = 0; c < new_count; ++c) {
        const auto found = std::find(old_classes.begin(), old_classes.end(), new_classes[static_cast<std::size_t>(c)]);
        if (found != old_classes.end()) {
            target.select(1, c).copy_(source.select(1, found - old_classes.begin()));
        }
    }
}

/// The layers whose first dimension counts classes, by their names in DINO and in RetinaNet.
bool is_class_layer(const std::string& name) {
    return name.find("class_embed.") != std::string::npos || name.find("cls_logits.") != std::string::npos ||
           name == "label_enc.weight";
}

/// Those of Faster R-CNN, where the background comes first and a class may have several rows, one after the other.
bool is_class_layer_with_background(const std::string& name) {
    return name.find("box_predictor.") != std::string::npos;
}

std::vector<std::string> with_background(std::vector<std::string> classes) {
    classes.insert(classes.begin(), std::string());
    return classes;
}

}  // namespace

std::vector<std::string> joined_classes(const std::vector<std::string>& known, const std::vector<std::string>& more) {
    std::vector<std::string> all = known;
    for (const std::string& name : more) {
        if (std::find(all.begin(), all.end(), name) == all.end()) {
            all.push_back(name);
        }
    }
    return all;
}

std::unique_ptr<detection::Adapter> load_adapter_for(const std::filesystem::path& folder,
                                                     const std::vector<std::string>& classes) {
    auto old_adapter = detection::load_adapter(folder);
    const std::vector<std::string> old_classes = old_adapter->classes();
    if (old_classes == classes) {
        return old_adapter;
    }
    nlohmann::json config = old_adapter->config();
    config["classes"] = classes;
    config["num_classes"] = classes.size();
    if (config.contains("select_box_nums_for_evaluation") && config.contains("num_queries")) {
        const auto most = config["num_queries"].get<std::size_t>() * classes.size();
        config["select_box_nums_for_evaluation"] =
            std::min(config["select_box_nums_for_evaluation"].get<std::size_t>(), most);
    }
    auto adapter = detection::make_detector(config, (folder / "config.json").string());
    const torch::NoGradGuard no_grad;
    const auto old_weights = nn::state_dict(old_adapter->module());
    for (auto& [name, tensor] : nn::state_dict(adapter->module())) {
        const auto from = old_weights.find(name);
        if (from == old_weights.end()) {
            continue;
        }
        torch::Tensor to = tensor.detach();
        if (is_class_layer(name)) {
            copy_class_rows(from->second, to, old_classes, classes,
                            from->second.size(0) / static_cast<std::int64_t>(old_classes.size()));
        } else if (is_class_layer_with_background(name)) {
            copy_class_rows(from->second, to, with_background(old_classes), with_background(classes), 1);
        } else {
            to.copy_(from->second);
        }
    }
    return adapter;
}

}  // namespace destudio::training

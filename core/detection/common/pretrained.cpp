// SPDX-License-Identifier: Apache-2.0
#include "core/detection/common/pretrained.h"

#include "core/nn/torch.h"

#include "core/base/error.h"
#include "core/nn/io/weight_source.h"
#include "core/nn/io/weights.h"

namespace destudio::detection {

namespace {

/// What stands before the ResNet's names: nothing in torchvision's classifiers, "backbone.body." in its detectors,
/// "module.encoder." and the like where it was trained without labels. Of two networks, the one that learns is taken.
std::string body_prefix(const nn::WeightSource& source) {
    const std::string first_block = "layer1.0.conv1.weight";
    std::string found;
    bool any = false;
    for (const std::string& name : source.names()) {
        if (!name.ends_with(first_block)) {
            continue;
        }
        const std::string prefix = name.substr(0, name.size() - first_block.size());
        const bool follows = prefix.find("target") != std::string::npos ||
                             prefix.find("momentum") != std::string::npos ||
                             prefix.find("teacher") != std::string::npos || prefix.find("ema") != std::string::npos;
        if (!any || !follows) {
            found = prefix;
            any = true;
        }
        if (!follows) {
            break;
        }
    }
    return found;
}

/// Torchvision's older Faster R-CNN has its convolutions without the numbers of their blocks.
std::string known_name(const nn::WeightSource& source, const std::string& name) {
    std::string older = name;
    for (const std::string block : {".0.0.", ".0."}) {
        const auto at = older.rfind(block);
        if (at != std::string::npos && !source.contains(name)) {
            older = older.substr(0, at + 1) + older.substr(at + block.size());
            if (source.contains(older)) {
                return older;
            }
            older = name;
        }
    }
    return name;
}

}  // namespace

std::size_t load_pretrained(torch::nn::Module& module, const std::filesystem::path& path) {
    const auto source = nn::open_weights(path);
    const std::string body = "backbone.body.";
    const std::string prefix = body_prefix(*source);
    const torch::NoGradGuard no_grad;
    std::size_t taken = 0;
    for (auto& [name, tensor] : nn::state_dict(module)) {
        const bool in_body = name.starts_with(body);
        const std::string stored = in_body ? prefix + name.substr(body.size()) : known_name(*source, name);
        const bool there = source->contains(stored);
        const bool fits = there && tensor.sizes() == torch::IntArrayRef(source->describe(stored).shape);
        if (in_body && !fits) {
            throw ConfigError(path.string() +
                              (there ? ": the shape of " + stored + " does not fit" : " lacks " + stored) +
                              ". Use weights of the recipe's \"backbone\": its depth, its width, and \"norm\": "
                              "\"frozen_batch\" for weights with running_mean.");
        }
        if (fits) {
            torch::Tensor target = tensor.detach();
            target.copy_(source->tensor(stored));
            ++taken;
        }
    }
    return taken;
}

}  // namespace destudio::detection

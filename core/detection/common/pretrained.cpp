// SPDX-License-Identifier: Apache-2.0
#include "core/detection/common/pretrained.h"

#include "core/nn/torch.h"

#include "core/base/error.h"
#include "core/nn/io/safetensors.h"
#include "core/nn/io/weights.h"

namespace destudio::detection {

std::size_t load_pretrained(torch::nn::Module& module, const std::filesystem::path& path) {
    const nn::SafetensorsArchive archive(path);
    const std::string body = "backbone.body.";
    const torch::NoGradGuard no_grad;
    std::size_t taken = 0;
    for (auto& [name, tensor] : nn::state_dict(module)) {
        const bool in_body = name.starts_with(body);
        const std::string short_name = in_body ? name.substr(body.size()) : name;
        const std::string source = archive.contains(name) ? name : short_name;
        const bool there = archive.contains(source);
        const bool fits = there && tensor.sizes() == torch::IntArrayRef(archive.entry(source).shape);
        if (in_body && !fits) {
            throw ConfigError(path.string() +
                              (there ? ": the shape of " + source + " does not fit" : " lacks " + source) +
                              ". Use weights of the recipe's \"backbone\": its depth, its width, and \"norm\": "
                              "\"frozen_batch\" for weights with running_mean.");
        }
        if (fits) {
            torch::Tensor target = tensor.detach();
            target.copy_(archive.tensor(source));
            ++taken;
        }
    }
    return taken;
}

}  // namespace destudio::detection

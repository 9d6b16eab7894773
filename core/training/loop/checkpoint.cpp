// SPDX-License-Identifier: Apache-2.0
#include "core/training/loop/checkpoint.h"

#include <map>

#include "core/base/error.h"

namespace destudio::training {

namespace {

constexpr const char* kStepKey = "step";

}  // namespace

void save_checkpoint(const std::filesystem::path& path, const Optimiser& optimiser,
                     const ExponentialMovingAverage* average, std::int64_t step) {
    std::map<std::string, torch::Tensor> tensors;
    for (const auto& [name, parameter] : optimiser.parameters()) {
        tensors.emplace(name, parameter.detach());
    }
    for (const auto& [name, moment] : optimiser.state()) {
        tensors.emplace(name, moment);
    }
    if (average != nullptr) {
        tensors.insert(average->averages().begin(), average->averages().end());
    }
    nn::write_safetensors(path, tensors, {{kStepKey, std::to_string(step)}});
}

std::optional<std::int64_t> load_checkpoint(const std::filesystem::path& path, Optimiser& optimiser,
                                            const ExponentialMovingAverage* average) {
    if (!std::filesystem::exists(path)) {
        return std::nullopt;
    }
    torch::NoGradGuard no_grad;
    const nn::SafetensorsFile file(path);
    const auto step_text = file.metadata().find(kStepKey);
    if (step_text == file.metadata().end()) {
        throw FormatError(path.string() + " is not a training checkpoint. Remove it to start over.");
    }
    const auto fetch = [&](const std::string& name, const torch::Tensor& like) {
        if (!file.contains(name) || file.tensor(name).sizes() != like.sizes()) {
            throw FormatError(path.string() + " was made with another recipe: " + name +
                              " does not fit. Restore the recipe, or remove the checkpoint to start over.");
        }
        return file.tensor(name);
    };
    for (const auto& [name, parameter] : optimiser.parameters()) {
        torch::Tensor target = parameter.detach();
        target.copy_(fetch(name, target));
    }
    if (average != nullptr) {
        for (const auto& [name, tensor] : average->averages()) {
            torch::Tensor target = tensor;
            target.copy_(fetch(name, target));
        }
    }
    const std::int64_t step = std::stoll(step_text->second);
    optimiser.restore(step, [&](const std::string& name) {
        return file.contains(name) ? file.tensor(name)
                                   : throw FormatError(path.string() + " lacks " + name + ". Remove it to start over.");
    });
    return step;
}

}  // namespace destudio::training

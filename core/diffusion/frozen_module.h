// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <filesystem>
#include <memory>
#include <string>

#include "core/nn/layers.h"
#include "core/nn/safetensors.h"
#include "core/nn/weights.h"

namespace destudio::diffusion {

/// A module with a part's weights, without gradients; its own random initialisation is skipped because all of it is
/// overwritten. @throws IoError, FormatError, ConfigError
template <class Module, class Config>
std::unique_ptr<Module> load_frozen(const Config& config, const std::filesystem::path& folder, const std::string& stem,
                                    const nn::LoadOptions& options) {
    const nn::SkipInitialization skip;
    auto module = std::make_unique<Module>(config);
    nn::load_weights(*module, nn::find_weights(folder, stem), options);
    module->eval();
    for (auto& parameter : module->parameters()) {
        parameter.requires_grad_(false);
    }
    return module;
}

}  // namespace destudio::diffusion

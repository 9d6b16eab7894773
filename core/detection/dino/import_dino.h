// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <map>
#include <string>
#include <vector>

#include "core/detection/dino/dino_config.h"

namespace destudio::detection {

/// What the weights alone do not tell.
struct ImportOptions {
    std::vector<std::string> classes;  ///< names; empty: unknown
    std::vector<std::string>
        in_features;  ///< of the neck's inputs; empty: "div1", "div2", "div4", ... as many as needed
    std::int64_t num_points = 4;
    std::int64_t group_norm_groups = 32;
};

/// An official adapter's weights, sorted out.
struct ImportedDino {
    DinoConfig config;
    std::map<std::string, torch::Tensor> weights;  ///< the adapter's own, under our names
    std::vector<std::string> left_out;             ///< names that belong to something else, such as the backbone
};

/// Recognises the weights of DiffusionEngine's or detrex' DINO and reads the sizes off their shapes. A prefix "module."
/// (of distributed training) is dropped.
/// @param name what to call the checkpoint in errors
/// @throws ConfigError naming the tensor that is missing or does not fit
ImportedDino import_dino(const std::map<std::string, torch::Tensor>& checkpoint, const ImportOptions& options,
                         const std::string& name);

}  // namespace destudio::detection

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/detection/dino/dino_config.h"

namespace destudio::test {

/// A DINO of a few thousand weights with two inputs, three levels and two classes.
inline detection::DinoConfig tiny_dino_config() {
    detection::DinoConfig config;
    config.embed_dim = 16;
    config.num_heads = 2;
    config.feedforward_dim = 16;
    config.num_encoder_layers = 1;
    config.num_decoder_layers = 2;
    config.num_feature_levels = 3;
    config.in_features = {"div1", "div2"};
    config.in_channels = {{"div1", 3}, {"div2", 5}};
    config.group_norm_groups = 4;
    config.num_queries = 10;
    config.classes = {"cat", "dog"};
    config.num_classes = 2;
    config.select_box_nums_for_evaluation = 15;
    return config;
}

}  // namespace destudio::test

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <cstdint>
#include <string>
#include <vector>

#include "core/world/scene_renderer.h"

namespace destudio::training {

/// Scenes of the clipart world as network input.
struct WorldBatch {
    torch::Tensor images;  ///< [B,3,S,S] float32 in [-1,1]
    std::vector<std::string> captions;
};

/// Scenes first_index .. first_index + count - 1 of a series, drawn on several threads.
WorldBatch render_batch(const world::SpriteAtlas& atlas, const world::SceneSpec& spec, std::uint64_t first_index,
                        int count);

}  // namespace destudio::training

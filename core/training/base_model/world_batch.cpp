// SPDX-License-Identifier: Apache-2.0
#include "core/training/base_model/world_batch.h"

#include <algorithm>
#include <future>
#include <thread>

namespace destudio::training {

namespace {

/// Below this many scenes a thread costs more than it saves.
constexpr int kScenesPerThread = 8;

}  // namespace

WorldBatch render_batch(const world::SpriteAtlas& atlas, const world::SceneSpec& spec, std::uint64_t first_index,
                        int count) {
    std::vector<world::Scene> scenes(static_cast<std::size_t>(count));
    const auto draw = [&](int begin, int end) {
        for (int i = begin; i < end; ++i) {
            scenes[static_cast<std::size_t>(i)] =
                world::render_scene(atlas, spec, first_index + static_cast<std::uint64_t>(i));
        }
    };
    const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    const int threads = std::clamp(count / kScenesPerThread, 1, cores);
    std::vector<std::future<void>> parts;
    for (int t = 0; t < threads; ++t) {
        parts.push_back(std::async(threads == 1 ? std::launch::deferred : std::launch::async, draw, count * t / threads,
                                   count * (t + 1) / threads));
    }
    for (auto& part : parts) {
        part.get();
    }

    WorldBatch batch;
    std::vector<torch::Tensor> images;
    for (auto& scene : scenes) {
        images.push_back(torch::from_blob(scene.rgb.data(), {spec.size, spec.size, 3}, torch::kUInt8));
        batch.captions.push_back(scene.caption);
    }
    batch.images = torch::stack(images).permute({0, 3, 1, 2}).to(torch::kFloat32).div(127.5).sub(1.0);
    return batch;
}

}  // namespace destudio::training

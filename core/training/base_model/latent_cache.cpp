// SPDX-License-Identifier: Apache-2.0
#include "core/training/base_model/latent_cache.h"

#include "core/training/base_model/world_batch.h"

namespace destudio::training {

LatentCache::LatentCache(const world::SpriteAtlas& atlas, world::SceneSpec spec, nn::AutoencoderKl& autoencoder,
                         std::size_t scene_count)
    : m_atlas(atlas), m_spec(spec), m_autoencoder(autoencoder), m_entries(scene_count) {}

const LatentCache::Entry& LatentCache::entry(std::size_t scene) {
    Entry& entry = m_entries.at(scene);
    if (!entry.moments.defined()) {
        torch::NoGradGuard no_grad;
        const WorldBatch drawn = render_batch(m_atlas, m_spec, scene, 1);
        const torch::Tensor weight = m_autoencoder.parameters().front();
        const torch::Tensor input =
            drawn.images.to(weight.device()).to(weight.scalar_type(), false, false, torch::MemoryFormat::ChannelsLast);
        entry.moments = m_autoencoder.encode_moments(input).to(torch::kCPU, torch::kFloat16);
        entry.caption = drawn.captions.front();
    }
    return entry;
}

LatentBatch LatentCache::batch(const std::vector<std::size_t>& scenes) {
    LatentBatch batch;
    std::vector<torch::Tensor> moments;
    for (const std::size_t scene : scenes) {
        const Entry& known = entry(scene);
        moments.push_back(known.moments);
        batch.captions.push_back(known.caption);
    }
    batch.moments = torch::cat(moments).to(m_autoencoder.parameters().front().device(), torch::kFloat32);
    return batch;
}

}  // namespace destudio::training

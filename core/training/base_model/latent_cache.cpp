// SPDX-License-Identifier: Apache-2.0
#include "core/training/base_model/latent_cache.h"

#include "core/training/base_model/picture_batch.h"

namespace destudio::training {

LatentCache::LatentCache(const CaptionedSource& source, nn::AutoencoderKl& autoencoder, std::size_t picture_count)
    : m_source(source), m_autoencoder(autoencoder), m_entries(picture_count) {}

const LatentCache::Entry& LatentCache::entry(std::size_t picture) {
    Entry& entry = m_entries.at(picture);
    if (!entry.moments.defined()) {
        torch::NoGradGuard no_grad;
        const PictureBatch made = picture_batch(m_source, picture, 1);
        const torch::Tensor weight = m_autoencoder.parameters().front();
        const torch::Tensor input =
            made.images.to(weight.device()).to(weight.scalar_type(), false, false, torch::MemoryFormat::ChannelsLast);
        entry.moments = m_autoencoder.encode_moments(input).to(torch::kCPU, torch::kFloat16);
        entry.caption = made.captions.front();
    }
    return entry;
}

LatentBatch LatentCache::batch(const std::vector<std::size_t>& pictures) {
    LatentBatch batch;
    std::vector<torch::Tensor> moments;
    for (const std::size_t picture : pictures) {
        const Entry& known = entry(picture);
        moments.push_back(known.moments);
        batch.captions.push_back(known.caption);
    }
    batch.moments = torch::cat(moments).to(m_autoencoder.parameters().front().device(), torch::kFloat32);
    return batch;
}

}  // namespace destudio::training

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <cstdint>
#include <string>
#include <vector>

#include "core/nn/models/autoencoder_kl.h"
#include "core/training/sources/captioned_source.h"

namespace destudio::training {

/// What the U-Net trains on, for one batch.
struct LatentBatch {
    torch::Tensor moments;  ///< [B,2C,h,w] float32 on the autoencoder's device: what its encoder gives
    std::vector<std::string> captions;
};

/// The encoder's view of a fixed number of pictures, each made and encoded once, when first asked for, and kept in
/// float16 (16 KB for 32x32 latents of four channels). Every picture is encoded by itself and rounded before its first
/// use, so that a batch has the same bits whatever was asked for before, after a restart too.
class LatentCache {
public:
    /// @param source, autoencoder must outlive the cache; the autoencoder frozen, on its device, in its dtype
    LatentCache(const CaptionedSource& source, nn::AutoencoderKl& autoencoder, std::size_t picture_count);

    std::size_t picture_count() const { return m_entries.size(); }
    /// @param pictures indices below picture_count()
    LatentBatch batch(const std::vector<std::size_t>& pictures);

private:
    struct Entry {
        torch::Tensor moments;  ///< [1,2C,h,w] float16 on the CPU; undefined until it is needed
        std::string caption;
    };

    const Entry& entry(std::size_t picture);

    const CaptionedSource& m_source;
    nn::AutoencoderKl& m_autoencoder;
    std::vector<Entry> m_entries;
};

}  // namespace destudio::training

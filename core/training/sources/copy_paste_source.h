// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/sources/adapter_image_source.h"

namespace destudio::training {

/// Copy-Paste (Ghiasi et al., "Simple Copy-Paste is a Strong Data Augmentation Method for Instance Segmentation") for
/// pictures that have boxes but no masks: onto each picture go some boxes' contents of another one, mirrored half of
/// the time and scaled by 0.5 to 1.25. An endless series; the same index gives the same picture.
class CopyPasteSource : public TrainingImageSource {
public:
    /// @param base must outlive the source and hold at least one picture; an endless one cuts its pictures anew
    CopyPasteSource(const TrainingImageSource& base, std::uint64_t seed) : m_base(base), m_seed(seed) {}

    const std::vector<std::string>& classes() const override { return m_base.classes(); }
    std::uint64_t count() const override { return 0; }
    TrainingImage get(std::uint64_t index, int size) const override;

private:
    const TrainingImageSource& m_base;
    std::uint64_t m_seed;
};

/// Pastes the content of `box` of `from` into `target` of `onto` (nearest neighbour), with the label as a new last one.
/// Boxes of `onto` of which less than `min_visible` stays uncovered are dropped.
void paste_box(const TrainingImage& from, std::size_t box, const Box& target, bool mirrored, TrainingImage& onto,
               double min_visible = 0.3);

}  // namespace destudio::training

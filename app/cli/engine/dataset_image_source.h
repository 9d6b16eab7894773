// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "core/dataset/dataset.h"
#include "core/training/adapter_image_source.h"

namespace destudio::cli {

/// Pictures of a dataset on disk, cut to squares. Those to learn from are cut anew at a random place and size every
/// time they come up, in a series without end; those to measure on are cut once, around the middle.
class DatasetImageSource : public training::TrainingImageSource {
public:
    enum class Use { kTraining, kHeldOut };

    /// @param dataset pictures of this use only
    DatasetImageSource(dataset::Dataset dataset, std::filesystem::path folder, Use use, std::uint64_t seed);

    const std::vector<std::string>& classes() const override { return m_dataset.classes; }
    std::uint64_t count() const override { return m_use == Use::kTraining ? 0 : m_dataset.images.size(); }
    training::TrainingImage get(std::uint64_t index, int size) const override;

private:
    dataset::Dataset m_dataset;
    std::filesystem::path m_folder;
    Use m_use;
    std::uint64_t m_seed;
    std::vector<std::vector<std::size_t>> m_annotations_of;  ///< of each picture, without ignored ones
};

}  // namespace destudio::cli

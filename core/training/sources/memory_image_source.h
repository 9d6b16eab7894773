// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "core/base/error.h"
#include "core/training/sources/adapter_image_source.h"

namespace destudio::training {

/// Pictures that are held in memory, all of one size.
class MemoryImageSource : public TrainingImageSource {
public:
    MemoryImageSource(std::vector<std::string> classes, std::vector<TrainingImage> images)
        : m_classes(std::move(classes)), m_images(std::move(images)) {}

    const std::vector<std::string>& classes() const override { return m_classes; }
    std::uint64_t count() const override { return m_images.size(); }
    /// @throws UsageError when there is no such picture, or not in this size
    TrainingImage get(std::uint64_t index, int size) const override {
        if (index >= m_images.size() || m_images[index].size != size) {
            throw UsageError("There is no picture " + std::to_string(index) + " of " + std::to_string(size) +
                             " pixels in memory.");
        }
        return m_images[index];
    }

    const std::vector<TrainingImage>& images() const { return m_images; }

private:
    std::vector<std::string> m_classes;
    std::vector<TrainingImage> m_images;
};

}  // namespace destudio::training

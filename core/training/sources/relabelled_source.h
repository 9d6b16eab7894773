// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <utility>

#include "core/training/sources/adapter_image_source.h"

namespace destudio::training {

/// Another source's pictures in the words of a class list: labels are matched by name, boxes of other classes are left
/// out; regions to ignore stay. So a detector can be measured on pictures whose list has another order or more classes.
class RelabelledSource : public TrainingImageSource {
public:
    /// @param base must outlive the source
    RelabelledSource(const TrainingImageSource& base, std::vector<std::string> classes)
        : m_base(base), m_classes(std::move(classes)) {
        for (const std::string& name : base.classes()) {
            const auto found = std::find(m_classes.begin(), m_classes.end(), name);
            m_label_of.push_back(found == m_classes.end() ? -1 : static_cast<int>(found - m_classes.begin()));
        }
    }

    const std::vector<std::string>& classes() const override { return m_classes; }
    std::uint64_t count() const override { return m_base.count(); }
    std::uint64_t pictures() const override { return m_base.pictures(); }
    TrainingImage get(std::uint64_t index, int size) const override { return relabelled(m_base.get(index, size)); }
    TrainingImage still(std::uint64_t number, int size) const override {
        return relabelled(m_base.still(number, size));
    }

private:
    TrainingImage relabelled(TrainingImage image) const {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < image.boxes.size(); ++i) {
            const int label = m_label_of.at(static_cast<std::size_t>(image.labels[i]));
            if (label >= 0) {
                image.boxes[kept] = image.boxes[i];
                if (!image.masks.empty()) {
                    image.masks[kept] = image.masks[i];
                }
                image.labels[kept++] = label;
            }
        }
        image.boxes.resize(kept);
        image.labels.resize(kept);
        image.masks.resize(image.masks.empty() ? 0 : kept);
        for (int& label : image.ignored_labels) {
            label = label < 0 ? -1 : m_label_of.at(static_cast<std::size_t>(label));
        }
        return image;
    }

    const TrainingImageSource& m_base;
    std::vector<std::string> m_classes;
    std::vector<int> m_label_of;  ///< of each class of the base; -1: none
};

}  // namespace destudio::training

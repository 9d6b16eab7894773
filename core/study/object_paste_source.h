// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/study/made_objects.h"
#include "core/training/sources/adapter_image_source.h"

namespace destudio::study {

/// Pictures with objects from text pasted into them, as X-Paste trains: up to five of each picture, of a class drawn
/// first, of any size, mirrored half of the time, along their outlines. An endless series; the same index gives the
/// same picture.
class ObjectPasteSource : public training::TrainingImageSource {
public:
    /// @param base must outlive the source and hold at least one picture; an endless one cuts its pictures anew
    /// @param objects at least one
    ObjectPasteSource(const training::TrainingImageSource& base, const std::vector<MadeObject>& objects,
                      std::uint64_t seed);

    const std::vector<std::string>& classes() const override { return m_base.classes(); }
    std::uint64_t count() const override { return 0; }
    training::TrainingImage get(std::uint64_t index, int size) const override;

private:
    const training::TrainingImageSource& m_base;
    std::vector<std::vector<MadeObject>> m_by_class;  ///< of classes that have any
    std::uint64_t m_seed;
};

/// Puts an object's own pixels at `place`, with the label as a new last one. Boxes of which less than 0.3 stays visible
/// are dropped. @param place whole pixels inside the picture
void paste_object(const CutOut& object, int label, const Box& place, training::TrainingImage& onto);

}  // namespace destudio::study

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "core/adaptation/picture_list.h"
#include "core/training/sources/training_sources.h"

namespace destudio::adaptation {

/// Labelled pictures on disk, cut to squares. Those to learn from are cut anew at a random place and size every time
/// they come up, in a series without end that takes each of them once before any comes again; those to measure on are
/// cut once, around the middle.
class PictureListSource : public training::TrainingImageSource {
public:
    enum class Use { kTraining, kHeldOut };

    /// Of the list, the pictures of this use.
    PictureListSource(const PictureList& list, Use use, std::uint64_t seed);

    const std::vector<std::string>& classes() const override { return m_classes; }
    std::uint64_t count() const override { return m_use == Use::kTraining ? 0 : m_pictures.size(); }
    training::TrainingImage get(std::uint64_t index, int size) const override;
    std::uint64_t pictures() const override { return m_pictures.size(); }
    training::TrainingImage still(std::uint64_t number, int size) const override;
    std::unique_ptr<training::TrainingImageSource> some_pictures(std::uint64_t most, std::uint64_t seed) const override;

private:
    std::vector<std::string> m_classes;
    std::vector<LabelledPicture> m_pictures;
    Use m_use;
    std::uint64_t m_seed;
};

/// Both sides of a list. @throws FormatError when one of them has no picture
training::TrainingSources open_sources(const PictureList& list, std::uint64_t seed);

}  // namespace destudio::adaptation

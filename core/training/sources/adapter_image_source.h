// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/mask_runs.h"

namespace destudio::training {

/// One labelled picture to train an adapter on.
struct TrainingImage {
    int size = 0;                   ///< pixels of each side
    std::vector<std::uint8_t> rgb;  ///< size x size x 3, row by row, sRGB
    std::vector<Box> boxes;         ///< pixels, inside the picture
    std::vector<int> labels;        ///< index into the source's classes()
    /// Regions that count neither as object nor as background, with the class a person gave them; -1: one that the
    /// source's list lacks.
    std::vector<Box> ignored{};
    std::vector<int> ignored_labels{};
    std::string caption{};  ///< empty: none is known
    /// Of each box, the pixels of its object in the whole picture; no counts: not known. Empty: of none of them.
    std::vector<MaskRuns> masks{};
};

/// Where an adapter's training or evaluation pictures come from. get() may be called from several threads at once.
class TrainingImageSource {
public:
    virtual ~TrainingImageSource() = default;

    virtual const std::vector<std::string>& classes() const = 0;
    /// Number of different pictures; 0 for an endless series.
    virtual std::uint64_t count() const = 0;
    /// Picture `index`, always the same for the same index and size.
    /// @throws IoError, FormatError naming the file at fault
    virtual TrainingImage get(std::uint64_t index, int size) const = 0;

    // Of pictures on disk, which training cuts anew each time they come up.

    /// Different pictures behind an endless series, each of which comes once before any comes again; else count().
    virtual std::uint64_t pictures() const { return count(); }
    /// Picture `number` of pictures() as it stands, cut around its middle.
    virtual TrainingImage still(std::uint64_t number, int size) const { return get(number, size); }
    /// The same series of at most `most` of its pictures, drawn by `seed`. Null: every index is another picture.
    virtual std::unique_ptr<TrainingImageSource> some_pictures(std::uint64_t /*most*/, std::uint64_t /*seed*/) const {
        return nullptr;
    }
};

}  // namespace destudio::training

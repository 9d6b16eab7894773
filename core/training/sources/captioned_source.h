// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace destudio::training {

/// One picture to train a base model on.
struct CaptionedPicture {
    int width = 0;  ///< pixels
    int height = 0;
    std::vector<std::uint8_t> rgb;  ///< height x width x 3, row by row, sRGB
    std::string caption;
};

/// Where a base model's pictures come from. All of a source have one size. get() may be called from several threads at
/// once.
class CaptionedSource {
public:
    virtual ~CaptionedSource() = default;

    /// Number of different pictures; 0 for an endless series.
    virtual std::uint64_t count() const = 0;
    /// Picture `index`, always the same for the same index.
    /// @throws IoError, FormatError naming the file at fault
    virtual CaptionedPicture get(std::uint64_t index) const = 0;
    /// The caption of get(index), without the picture where that is cheaper.
    virtual std::string caption(std::uint64_t index) const { return get(index).caption; }
};

}  // namespace destudio::training

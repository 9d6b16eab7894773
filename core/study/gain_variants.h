// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/base/progress.h"
#include "core/study/gain_options.h"
#include "core/training/sources/adapter_image_source.h"

namespace destudio::study {

/// A picture that was made, with its labels. Its pixels are read when they come up: there may be many thousands.
struct MadePicture {
    std::filesystem::path file;
    int side = 0;  ///< pixels of the file's sides, which boxes count
    std::vector<Box> boxes;
    std::vector<int> labels;  ///< index into the real pictures' classes

    /// @param size pixels of each side @throws IoError, FormatError
    training::TrainingImage load(int size) const;
};

/// What was made of one real picture, in order; what the gate rejected is empty.
using MadeOfOne = std::vector<std::optional<MadePicture>>;

/// Pictures made of each of the first `count` real ones, drawn at the bundle's native size, with labels. They are made
/// once and kept in options.variants_folder() as PNG and JSON pairs; a run that was cut off makes only what is missing,
/// and a larger multiple begins with the pictures of a smaller one.
class GainVariants {
public:
    enum class Kind {
        kVariants,     ///< labels: the adapter's detections above the threshold
        kPasteRedraw,  ///< objects of other real pictures are pasted first; labels: verified ones of what was known
    };

    GainVariants(const GainOptions& options, const training::TrainingImageSource& real, std::uint64_t count)
        : m_options(options), m_real(real), m_count(count) {}

    /// @param multiple pictures of each real one
    /// @throws IoError, FormatError, ConfigError, CancelledError
    std::vector<MadeOfOne> make(Kind kind, int multiple, const std::stop_token& stop, const ProgressSink& progress);

private:
    const GainOptions& m_options;
    const training::TrainingImageSource& m_real;
    std::uint64_t m_count;
};

}  // namespace destudio::study

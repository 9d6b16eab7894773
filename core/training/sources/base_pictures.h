// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/training/sources/captioned_source.h"

namespace destudio::training {

/// All pictures of a base model's training.
struct BasePictures {
    std::shared_ptr<const CaptionedSource> training;
    std::shared_ptr<const CaptionedSource> held_out;  ///< never learned from: statistics, held-out loss, samples
    std::shared_ptr<const CaptionedSource> measured;  ///< never learned from either: what the autoencoder reports on
    std::vector<std::string> classes;                 ///< that the captions name, for bundle.json
    std::string description;                          ///< for bundle.json: "rendered scenes of 76 artworks"
};

}  // namespace destudio::training

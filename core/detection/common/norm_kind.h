// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace destudio::detection {

/// How a network normalises its activations.
enum class NormKind {
    kNone,
    kGroup,        ///< group normalisation: for training from nothing, an image never depends on its batch
    kFrozenBatch,  ///< batch normalisation with fixed statistics: what weights trained elsewhere bring along
};

/// "none", "group", "frozen_batch".
std::string to_string(NormKind kind);

}  // namespace destudio::detection

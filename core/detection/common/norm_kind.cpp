// SPDX-License-Identifier: Apache-2.0
#include "core/detection/common/norm_kind.h"

namespace destudio::detection {

std::string to_string(NormKind kind) {
    switch (kind) {
        case NormKind::kGroup:
            return "group";
        case NormKind::kFrozenBatch:
            return "frozen_batch";
        default:
            return "none";
    }
}

}  // namespace destudio::detection

// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"

namespace destudio {

ExitStatus exit_status(const std::exception& error) {
    if (dynamic_cast<const CancelledError*>(&error) != nullptr) {
        return ExitStatus::kCancelled;
    }
    if (dynamic_cast<const UsageError*>(&error) != nullptr) {
        return ExitStatus::kUsage;
    }
    return ExitStatus::kFailed;
}

}  // namespace destudio

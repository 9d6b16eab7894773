// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stop_token>
#include <utility>

namespace destudio {

/// How work that makes several things is asked to stop. Either way it ends with CancelledError, unless it happened to
/// be done.
struct StopTokens {
    std::stop_token now;         ///< within one U-Net step; what is half made is dropped
    std::stop_token after_unit;  ///< finish the thing that is nearest to its end (an image), and drop the rest

    StopTokens() = default;
    StopTokens(std::stop_token stop_now, std::stop_token stop_after_unit = {})  // NOLINT: most work has one token
        : now(std::move(stop_now)), after_unit(std::move(stop_after_unit)) {}
};

}  // namespace destudio

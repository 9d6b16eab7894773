// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stop_token>

namespace destudio::test {

/// A token of work that is to stop at once.
[[gnu::noinline]] inline std::stop_token stopped() {
    std::stop_source source;
    source.request_stop();
    return source.get_token();
}

}  // namespace destudio::test

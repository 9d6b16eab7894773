// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace destudio::domain {

/// Lets everything else on the machine go before the calling thread, and before those that it starts from now on. For
/// good: only the system may raise a priority again. Where the system has no such thing, nothing happens.
void lower_thread_priority() noexcept;

}  // namespace destudio::domain

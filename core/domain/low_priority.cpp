// SPDX-License-Identifier: Apache-2.0
#include "core/domain/low_priority.h"

#include <sys/resource.h>
#include <unistd.h>

namespace destudio::domain {

void lower_thread_priority() noexcept {
    constexpr int kNice = 10;
    const auto thread = static_cast<id_t>(::gettid());
    if (::getpriority(PRIO_PROCESS, thread) < kNice) {
        ::setpriority(PRIO_PROCESS, thread, kNice);
    }
}

}  // namespace destudio::domain

// SPDX-License-Identifier: Apache-2.0
#include "core/base/runtime_environment.h"

#include <unistd.h>

#include <cstdlib>

namespace destudio {

void prefer_fast_runtime(char** argv) {
    bool changed = false;
    if (std::getenv("OMP_WAIT_POLICY") == nullptr && std::getenv("GOMP_SPINCOUNT") == nullptr) {
        changed = ::setenv("OMP_WAIT_POLICY", "PASSIVE", 0) == 0;
    }
    if (std::getenv("GLIBC_TUNABLES") == nullptr) {
        changed = ::setenv("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1", 0) == 0 || changed;
    }
    if (changed) {
        ::execv("/proc/self/exe", argv);
    }
}

}  // namespace destudio

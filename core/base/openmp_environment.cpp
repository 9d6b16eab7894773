// SPDX-License-Identifier: Apache-2.0
#include "core/base/openmp_environment.h"

#include <unistd.h>

#include <cstdlib>

namespace destudio {

void prefer_passive_openmp(char** argv) {
    constexpr const char* kVariable = "OMP_WAIT_POLICY";
    if (std::getenv(kVariable) != nullptr || std::getenv("GOMP_SPINCOUNT") != nullptr) {
        return;
    }
    if (::setenv(kVariable, "PASSIVE", 0) == 0) {
        ::execv("/proc/self/exe", argv);
    }
}

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#include "core/base/runtime_environment.h"

#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>

namespace destudio {

namespace {

char g_waiting[] = "OMP_WAIT_POLICY=PASSIVE";
char g_pages[] = "GLIBC_TUNABLES=glibc.malloc.hugetlb=1";

/// Whether `environment`, ended by null, holds the variable.
bool is_set(char* const* environment, const char* name) {
    const std::size_t length = std::strlen(name);
    for (; *environment != nullptr; ++environment) {
        if (std::strncmp(*environment, name, length) == 0 && (*environment)[length] == '=') {
            return true;
        }
    }
    return false;
}

/// Starts this program again with what is missing. Uses the stack alone: it is called before any library is ready.
void restart_if_needed(char** argv, char** environment) {
    std::array<char*, 4096> variables{};
    std::size_t count = 0;
    for (char** variable = environment; *variable != nullptr; ++variable) {
        if (count + 3 >= variables.size()) {
            return;
        }
        variables[count++] = *variable;
    }
    const std::size_t before = count;
    if (!is_set(environment, "OMP_WAIT_POLICY") && !is_set(environment, "GOMP_SPINCOUNT")) {
        variables[count++] = g_waiting;
    }
    if (!is_set(environment, "GLIBC_TUNABLES")) {
        variables[count++] = g_pages;
    }
    if (count != before) {
        ::execve("/proc/self/exe", argv, variables.data());
    }
}

// A sanitizer's own preparations come as early as this, in no certain order.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
void before_libraries(int, char** argv, char** environment) {
    restart_if_needed(argv, environment);
}

[[gnu::used, gnu::section(".preinit_array")]] void (*const g_before_libraries)(int, char**, char**) = before_libraries;
#endif

}  // namespace

void prefer_fast_runtime(char** argv) {
    restart_if_needed(argv, environ);
}

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
// destudio: sets up what libraries read while they are loaded, then becomes destudio-window. The
// window could only start itself again, and loading its libraries twice takes twice as long; this program loads none.
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

/// The folder of this program, with a slash at its end.
std::string own_folder() {
    std::array<char, 4096> path{};
    const auto length = ::readlink("/proc/self/exe", path.data(), path.size() - 1);
    const std::string file(path.data(), length > 0 ? static_cast<std::size_t>(length) : 0);
    return file.substr(0, file.rfind('/') + 1);
}

}  // namespace

int main(int, char** argv) {
    // As prefer_fast_runtime() does for programs without a launcher (core/base/runtime_environment.h).
    if (std::getenv("GOMP_SPINCOUNT") == nullptr) {
        ::setenv("OMP_WAIT_POLICY", "PASSIVE", 0);
    }
    ::setenv("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1", 0);
    // Of a build folder it lies beside this program, of an installation where programs lie that nobody starts.
    const std::string beside = own_folder() + "destudio-window";
    const std::string installed = own_folder() + DESTUDIO_LIBEXEC_FROM_BIN "/destudio-window";
    const std::string& window = ::access(beside.c_str(), F_OK) == 0 ? beside : installed;
    ::execv(window.c_str(), argv);
    std::fprintf(stderr, "%s cannot be started (%s). Install the program again.\n", window.c_str(),
                 std::strerror(errno));
    return EXIT_FAILURE;
}

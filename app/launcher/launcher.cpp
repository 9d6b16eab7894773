// SPDX-License-Identifier: Apache-2.0
// What people start: sets up what libraries read while they are loaded, then becomes DESTUDIO_PROGRAM. That program
// could only start itself again, and loading its libraries twice takes twice as long; this one loads none.
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "core/base/runtime_environment.h"

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
    destudio::prefer_fast_runtime(argv);
    // Of a build folder it lies beside this program, of an installation where programs lie that nobody starts.
    const std::string beside = own_folder() + DESTUDIO_PROGRAM;
    const std::string installed = own_folder() + DESTUDIO_LIBEXEC_FROM_BIN "/" DESTUDIO_PROGRAM;
    const std::string& program = ::access(beside.c_str(), F_OK) == 0 ? beside : installed;
    ::execv(program.c_str(), argv);
    std::fprintf(stderr, "%s cannot be started (%s). Install the program again.\n", program.c_str(),
                 std::strerror(errno));
    return EXIT_FAILURE;
}

// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/measure.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

#include "core/base/error.h"

namespace destudio::bench {

namespace fs = std::filesystem;

namespace {

double cpu_seconds() {
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// In a process of its own, so that its peak memory is its own.
Took in_child(const std::function<Took()>& run) {
    int ends[2];
    if (::pipe(ends) != 0) {
        throw IoError("Could not make a pipe.");
    }
    std::fflush(stdout);
    const pid_t child = ::fork();
    if (child < 0) {
        throw ResourceError("Could not start another process.");
    }
    if (child == 0) {
        try {
            const Took took = run();
            ::_exit(::write(ends[1], &took, sizeof took) == static_cast<ssize_t>(sizeof took) ? 0 : 1);
        } catch (const std::exception& error) {
            std::fprintf(stderr, "%s\n", error.what());
            ::_exit(1);
        }
    }
    ::close(ends[1]);
    Took took;
    const bool told = ::read(ends[0], &took, sizeof took) == static_cast<ssize_t>(sizeof took);
    ::close(ends[0]);
    int status = 0;
    rusage usage{};
    ::wait4(child, &status, 0, &usage);
    if (!told || status != 0) {
        throw ResourceError("A measurement failed.");
    }
    took.peak = static_cast<double>(usage.ru_maxrss) / 1024;
    return took;
}

}  // namespace

Took time(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    const double before = cpu_seconds();
    work();
    Took took;
    took.cpu = cpu_seconds() - before;
    took.wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return took;
}

void measure(const char* name, const std::function<Took()>& run) {
    Took best;
    for (int i = 0; i < 3; ++i) {
        const Took took = in_child(run);
        best = {std::min(best.wall, took.wall), std::min(best.cpu, took.cpu), std::min(best.peak, took.peak)};
    }
    std::printf("%-44s %6.2f s, %6.2f s of processor time, at most %5.0f MB\n", name, best.wall, best.cpu, best.peak);
    std::fflush(stdout);
}

int run_in_folder(int argc, char** argv, const std::function<void(const fs::path&)>& run) {
    std::string made = (fs::temp_directory_path() / "destudio-bench-XXXXXX").string();
    int status = 0;
    try {
        if (argc > 1) {
            made = (fs::path(argv[1]) / "destudio-bench-XXXXXX").string();
        }
        if (::mkdtemp(made.data()) == nullptr) {
            throw IoError("Could not make the folder " + made + ".");
        }
        run(made);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        status = 1;
    }
    std::error_code ec;
    fs::remove_all(made, ec);
    return status;
}

}  // namespace destudio::bench

// SPDX-License-Identifier: Apache-2.0
// Figures of an annotation file of COCO train2017's shape, printed: destudio_coco_bench [FOLDER]
// Makes the file in FOLDER (a temporary one), then parses, writes and validates it, each three times in a process of
// its own; the best of the three is told. Peak memory is that of the whole process, what it had to load before
// included.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <functional>
#include <string>

#include "core/base/error.h"
#include "core/dataset/coco/coco_check.h"
#include "core/dataset/coco/coco_format.h"
#include "core/dataset/export_check.h"
#include "tests/bench/coco_train_shape.h"

using namespace destudio;
namespace fs = std::filesystem;

namespace {

struct Took {
    double wall = 1e9;  ///< s
    double cpu = 1e9;   ///< s, all threads
    double peak = 1e9;  ///< MB
};

double cpu_seconds() {
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// Runs the measured part and says how long it took.
Took time(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    const double before = cpu_seconds();
    work();
    Took took;
    took.cpu = cpu_seconds() - before;
    took.wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return took;
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

void measure(const char* name, const std::function<Took()>& run) {
    Took best;
    for (int i = 0; i < 3; ++i) {
        const Took took = in_child(run);
        best = {std::min(best.wall, took.wall), std::min(best.cpu, took.cpu), std::min(best.peak, took.peak)};
    }
    std::printf("%-44s %6.2f s, %6.2f s of processor time, at most %5.0f MB\n", name, best.wall, best.cpu, best.peak);
    std::fflush(stdout);
}

void run(const fs::path& folder) {
    const fs::path file = folder / "annotations.json";
    const bench::CocoShape shape;
    bench::write_coco_of_shape(file, shape);
    std::printf("%d images, %d boxes, file of %.0f MB\n", shape.images, shape.boxes,
                static_cast<double>(fs::file_size(file)) / 1e6);

    measure("parse", [&] { return time([&] { dataset::read_coco(file); }); });
    measure("write (no pictures; memory with the dataset)", [&] {
        const auto read = dataset::read_coco(file);
        dataset::CocoWriteOptions options;
        options.write_images = false;
        return time([&] { dataset::write_coco(read.dataset, {}, folder / "out", options); });
    });
    measure("validate, structure alone", [&] {
        return time([&] {
            auto read = dataset::read_coco(file);
            dataset::check_coco_file(file, read.issues);
        });
    });
    measure("validate, all pictures missing",
            [&] { return time([&] { dataset::check_dataset(dataset::find_format("coco"), folder); }); });
}

}  // namespace

int main(int argc, char** argv) {
    std::string made = (fs::temp_directory_path() / "destudio-coco-bench-XXXXXX").string();
    int status = 0;
    try {
        if (argc > 1) {
            made = (fs::path(argv[1]) / "destudio-coco-bench-XXXXXX").string();
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

// SPDX-License-Identifier: Apache-2.0
#include "core/engine/model/machine.h"

#include <ATen/Parallel.h>
#include <link.h>
#include <sched.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <opencv2/core/utility.hpp>

namespace destudio {

namespace {

CpuFeatures read_cpu_features() {
    CpuFeatures features;
    std::ifstream in("/proc/cpuinfo");
    std::string line;
    while (std::getline(in, line)) {
        if (line.starts_with("flags")) {
            line += ' ';
            features.avx512 = line.find(" avx512f ") != std::string::npos;
            features.avx512_bf16 = line.find(" avx512_bf16 ") != std::string::npos;
            features.amx_bf16 = line.find(" amx_bf16 ") != std::string::npos;
            break;
        }
    }
    return features;
}

int note_blas(dl_phdr_info* info, std::size_t, void* data) {
    const std::string path = info->dlpi_name == nullptr ? "" : info->dlpi_name;
    const auto name = path.substr(path.rfind('/') + 1);
    if (name.starts_with("libblas.so") || name.starts_with("libopenblas") || name.starts_with("libmkl_rt")) {
        std::error_code ec;
        const auto real = std::filesystem::canonical(path, ec);
        *static_cast<std::string*>(data) = ec ? path : real.string();
        return 1;
    }
    return 0;
}

std::once_flag threads_are_set;

/// Cores this process may use (containers and taskset narrow it).
int available_cores() {
    cpu_set_t set;
    CPU_ZERO(&set);
    if (sched_getaffinity(0, sizeof set, &set) == 0) {
        return std::max(1, CPU_COUNT(&set));
    }
    return 1;
}

}  // namespace

const CpuFeatures& cpu_features() {
    static const CpuFeatures features = read_cpu_features();
    return features;
}

std::string loaded_blas() {
    std::string path;
    dl_iterate_phdr(note_blas, &path);
    return path;
}

bool is_reference_blas(const std::string& path) {
    // Debian's alternatives: .../blas/libblas.so.3 against .../openblas-openmp/libblas.so.3.
    return path.find("/blas/libblas") != std::string::npos;
}

void warn_about_slow_blas() {
    static std::once_flag once;
    std::call_once(once, [] {
        if (is_reference_blas(loaded_blas())) {
            spdlog::warn(
                "The reference BLAS is in use, which makes generation many times slower. Install the package "
                "libopenblas0-openmp.");
        }
    });
}

void set_compute_threads(bool leave_one_free) {
    std::call_once(threads_are_set, [leave_one_free] {
        cv::setNumThreads(1);
        if (const char* const wish = std::getenv("OMP_NUM_THREADS"); wish != nullptr && *wish != '\0') {
            return;  // a person's choice; libtorch follows it by itself
        }
        const int cores = available_cores();
        const int threads = cores > 2 && leave_one_free ? cores - 1 : cores;
        at::set_num_threads(threads);
        spdlog::debug("Computing with {} of {} cores", threads, cores);
    });
}

void use_compute_threads(int threads) {
    std::call_once(threads_are_set, [] {});
    cv::setNumThreads(1);
    at::set_num_threads(threads);
}

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace destudio {

/// What the processor offers for bfloat16 (read once from /proc/cpuinfo; all false elsewhere than Linux on x86).
struct CpuFeatures {
    bool avx512 = false;
    bool avx512_bf16 = false;
    bool amx_bf16 = false;
};
const CpuFeatures& cpu_features();

/// Path of the BLAS library that is loaded into this process, links followed; empty when there is none of its own.
std::string loaded_blas();
/// Whether that is the reference BLAS, which multiplies float32 matrices about seventy times slower than OpenBLAS.
bool is_reference_blas(const std::string& path);
/// Logs one warning, once per process, when the reference BLAS is in use.
void warn_about_slow_blas();

/// Chooses how many threads libtorch computes with, once per process, because Debian's starts with one unless
/// OMP_NUM_THREADS says otherwise: all cores up to two; with more, one stays free for the window if there is one.
/// OpenCV keeps to one thread, so that the two never share the cores.
void set_compute_threads(bool leave_one_free);

/// A person's own number, at any time; set_compute_threads no longer changes it. Work that is under way keeps its
/// number until its next call of Generator::generate. @param threads at least 1
void use_compute_threads(int threads);

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace destudio {

/// Two settings that libraries read when they are loaded, each unless the user chose otherwise; the program starts
/// itself again once for them. Call this first in main(): a program that does so restarts before its libraries are
/// prepared, which for libtorch takes half a second; with a sanitizer, and where that restart failed, in this call.
/// Returns when there is nothing to change or the restart failed.
///
/// OMP_WAIT_POLICY=PASSIVE lets idle OpenMP threads sleep instead of spin: spinning threads on a machine that does
/// anything else made generation 20 times slower. GLIBC_TUNABLES with glibc.malloc.hugetlb=1 asks for huge pages behind
/// large blocks: every operator allocates its result anew, and the kernel's work for pages of 4 KB took up to half of
/// an operator's time.
void prefer_fast_runtime(char** argv);

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#include "core/nn/io/mapped_pages.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>

namespace destudio::nn {

void drop_mapped_pages(const torch::Tensor& mapped) {
    const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    const auto begin = reinterpret_cast<std::uintptr_t>(mapped.data_ptr());
    const auto first = (begin + page - 1) / page * page;
    const auto last = (begin + mapped.nbytes()) / page * page;
    if (first < last) {
        ::madvise(reinterpret_cast<void*>(first), last - first, MADV_DONTNEED);
    }
}

}  // namespace destudio::nn

// SPDX-License-Identifier: Apache-2.0
#include "core/adaptation/compute_threads.h"

#include "core/engine/model/machine.h"
#include "core/nn/torch.h"

namespace destudio::adaptation {

namespace {

int threads_now() {
    warn_about_slow_blas();
    set_compute_threads(true);
    // Each thread that computes has its own OpenMP setting; this one may be new.
    at::init_num_threads();
    return torch::get_num_threads();
}

}  // namespace

ComputeThreads::ComputeThreads(int threads) : m_before(threads_now()) {
    if (threads > 0) {
        torch::set_num_threads(threads);
    }
}

ComputeThreads::~ComputeThreads() {
    torch::set_num_threads(m_before);
}

}  // namespace destudio::adaptation

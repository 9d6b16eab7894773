// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

namespace destudio::nn {

/// Gives the pages of a tensor of a mapped file back to the system, which reads them from the file again if anyone
/// looks: else the file would stay in this process's memory beside what was made of it. The tensor must not have been
/// written to, and a copy must not be used afterwards.
void drop_mapped_pages(const torch::Tensor& mapped);

}  // namespace destudio::nn

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

namespace destudio::nn {

/// While one lives on this thread, the parameters of new linear layers, convolutions and embeddings have a shape but no
/// memory of their own: all of them have to come from load_weights before the module runs. A full-size U-Net would take
/// 3.5 GB of address space otherwise, the first pages of which are touched.
class MetaParameters {
public:
    MetaParameters();
    ~MetaParameters();
    MetaParameters(const MetaParameters&) = delete;
    MetaParameters& operator=(const MetaParameters&) = delete;

    /// A new parameter's tensor, float32.
    static torch::Tensor parameter(torch::IntArrayRef sizes);

private:
    bool m_before;
};

}  // namespace destudio::nn

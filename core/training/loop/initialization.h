// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

namespace destudio::training {

/// Weights to start a diffusers network from: convolutions and projections keep the variance of what goes through them
/// (LeCun et al., "Efficient BackProp", section 4.6), residual branches end in zero so that every block starts as the
/// identity (Goyal et al., "Accurate, Large Minibatch SGD", section 5.1). torch's own default shrinks the signal by
/// sqrt(3) a layer; the autoencoder then needs three times the steps to reach the same loss. Embeddings and norms are
/// left alone.
void initialize_for_training(torch::nn::Module& module);

}  // namespace destudio::training

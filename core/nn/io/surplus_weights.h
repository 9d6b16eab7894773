// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace destudio::nn {

/// Whether a tensor is one that published files carry beside the weights of a part and that no part needs: position
/// ids, averaged copies (EMA), tables of the noise schedule, marks, the discriminator of an autoencoder's training, the
/// picture half of a CLIP model and its projections.
bool is_surplus_weight(std::string_view name);

}  // namespace destudio::nn

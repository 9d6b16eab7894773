// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/diffusion/byte_pair_tokenizer.h"
#include "core/nn/torch.h"

namespace destudio::diffusion {

/// What the text encoder reads.
class ClipTokenizer : public BytePairTokenizer {
public:
    using BytePairTokenizer::BytePairTokenizer;

    /// Token ids, [texts, length()] int64: encode_padded() of each.
    torch::Tensor encode(const std::vector<std::string>& texts) const;
};

}  // namespace destudio::diffusion

// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/clip_tokenizer.h"

#include <algorithm>

namespace destudio::diffusion {

torch::Tensor ClipTokenizer::encode(const std::vector<std::string>& texts) const {
    torch::Tensor batch = torch::empty({static_cast<std::int64_t>(texts.size()), length()}, torch::kInt64);
    auto* row = batch.data_ptr<std::int64_t>();
    for (const auto& text : texts) {
        const auto ids = encode_padded(text);
        row = std::copy(ids.begin(), ids.end(), row);
    }
    return batch;
}

}  // namespace destudio::diffusion

// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/prompt_positions.h"

#include <algorithm>

namespace destudio::diffusion {

namespace {

/// A text's ids without start and end token.
std::vector<std::int64_t> inner_ids(const ClipTokenizer& tokenizer, const std::string& text) {
    const auto ids = tokenizer.encode_all(text);
    return {ids.begin() + 1, ids.end() - 1};
}

}  // namespace

std::vector<std::int64_t> prompt_positions(const ClipTokenizer& tokenizer, const std::string& prompt,
                                           const std::string& phrase) {
    const auto text = inner_ids(tokenizer, prompt);
    const auto last = tokenizer.length() - 1;  // taken by the end token
    std::vector<std::int64_t> positions;
    for (const auto& form : {phrase, phrase + "s"}) {
        const auto wanted = inner_ids(tokenizer, form);
        if (wanted.empty()) {
            continue;
        }
        auto from = text.begin();
        while ((from = std::search(from, text.end(), wanted.begin(), wanted.end())) != text.end()) {
            const auto first = 1 + (from - text.begin());  // after the start token
            for (std::int64_t i = 0; i < static_cast<std::int64_t>(wanted.size()) && first + i < last; ++i) {
                positions.push_back(first + i);
            }
            from += static_cast<std::ptrdiff_t>(wanted.size());
        }
    }
    std::sort(positions.begin(), positions.end());
    positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
    return positions;
}

}  // namespace destudio::diffusion

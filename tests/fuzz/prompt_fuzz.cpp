// SPDX-License-Identifier: Apache-2.0
// Cleans a prompt as the tokenizer does before it cuts it into words.
#include <cstdint>
#include <string_view>

#include "core/diffusion/prompt_text.h"

using namespace destudio;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto cleaned = diffusion::clean_prompt(std::string_view(reinterpret_cast<const char*>(data), size));
    for (const auto& word : diffusion::split_words(cleaned)) {
        diffusion::encode_utf8(word);
    }
    return 0;
}

// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/byte_symbols.h"

#include "core/diffusion/prompt_text.h"

namespace destudio::diffusion {

namespace {

bool is_printable(unsigned byte) {
    return (byte >= 0x21 && byte <= 0x7E) || (byte >= 0xA1 && byte <= 0xAC) || (byte >= 0xAE && byte <= 0xFF);
}

std::string symbol(char32_t code_point) {
    return encode_utf8(std::u32string(1, code_point));
}

}  // namespace

std::vector<std::string> byte_symbols() {
    std::vector<std::string> symbols;
    char32_t next = 0x100;
    for (unsigned byte = 0; byte < 256; ++byte) {
        symbols.push_back(symbol(is_printable(byte) ? byte : next++));
    }
    return symbols;
}

std::vector<std::string> byte_symbols_in_vocabulary_order() {
    const std::vector<std::string> by_byte = byte_symbols();
    std::vector<std::string> ordered;
    for (const bool printable : {true, false}) {
        for (unsigned byte = 0; byte < 256; ++byte) {
            if (is_printable(byte) == printable) {
                ordered.push_back(by_byte[byte]);
            }
        }
    }
    return ordered;
}

std::vector<std::string> merge_pair(const std::vector<std::string>& word,
                                    const std::pair<std::string, std::string>& pair) {
    std::vector<std::string> merged;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (i + 1 < word.size() && word[i] == pair.first && word[i + 1] == pair.second) {
            merged.push_back(word[i] + word[i + 1]);
            ++i;
        } else {
            merged.push_back(word[i]);
        }
    }
    return merged;
}

}  // namespace destudio::diffusion

// SPDX-License-Identifier: Apache-2.0
#include "core/training/detector/content_hash.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

#include "core/base/random.h"

namespace destudio::training {

void ContentHash::add_word(std::uint64_t word) {
    m_first = mix_seeds(m_first, word);
    m_second = mix_seeds(m_second ^ word, m_first);
}

void ContentHash::add(const void* data, std::size_t bytes) {
    add_word(bytes);
    const auto* at = static_cast<const unsigned char*>(data);
    while (bytes > 0) {
        const std::size_t piece = std::min(bytes, sizeof(std::uint64_t));
        std::uint64_t word = 0;
        std::memcpy(&word, at, piece);
        add_word(word);
        at += piece;
        bytes -= piece;
    }
}

std::string ContentHash::hex() const {
    char text[33];
    std::snprintf(text, sizeof(text), "%016llx%016llx", static_cast<unsigned long long>(m_first),
                  static_cast<unsigned long long>(m_second));
    return text;
}

}  // namespace destudio::training

// SPDX-License-Identifier: Apache-2.0
#include "core/base/shown_text.h"

#include <array>
#include <cstdint>
#include <cstdio>

namespace destudio {

namespace {

struct Letter {
    std::uint32_t code = 0;
    std::size_t bytes = 0;  ///< 0: no UTF-8
};

Letter decode(std::string_view text) {
    const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = byte(0);
    if (first < 0x80U) {
        return {first, 1};
    }
    const std::size_t bytes = first >= 0xF0U && first < 0xF5U   ? 4
                              : first >= 0xE0U && first < 0xF0U ? 3
                              : first >= 0xC2U && first < 0xE0U ? 2
                                                                : 0;
    if (bytes == 0 || text.size() < bytes) {
        return {};
    }
    std::uint32_t code = first & (0xFFU >> (bytes + 1));
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) {
            return {};
        }
        code = code << 6U | (byte(i) & 0x3FU);
    }
    const bool too_long = (bytes == 3 && code < 0x800U) || (bytes == 4 && code < 0x10000U);
    const bool surrogate = code >= 0xD800U && code < 0xE000U;
    return too_long || surrogate || code > 0x10FFFFU ? Letter{} : Letter{code, bytes};
}

bool is_hidden(std::uint32_t code) {
    const bool control = code < 0x20U || (code >= 0x7FU && code < 0xA0U);
    const bool direction = code == 0x200EU || code == 0x200FU || (code >= 0x202AU && code <= 0x202EU) ||
                           (code >= 0x2066U && code <= 0x2069U);
    const bool line = code == 0x2028U || code == 0x2029U;
    return control || direction || line;
}

}  // namespace

std::string shown_text(std::string_view text, bool keep_lines) {
    std::string out;
    out.reserve(text.size());
    std::array<char, 16> escape{};
    for (std::size_t at = 0; at < text.size();) {
        const Letter letter = decode(text.substr(at));
        const bool kept_break = keep_lines && (text[at] == '\n' || text[at] == '\t');
        if (letter.bytes == 0) {
            std::snprintf(escape.data(), escape.size(), "\\x%02x", static_cast<unsigned char>(text[at]));
            out += escape.data();
        } else if (is_hidden(letter.code) && !kept_break) {
            std::snprintf(escape.data(), escape.size(), letter.code < 0x20U ? "\\x%02x" : "\\u%04x", letter.code);
            out += escape.data();
        } else {
            out += text.substr(at, letter.bytes);
        }
        at += letter.bytes == 0 ? 1 : letter.bytes;
    }
    return out;
}

}  // namespace destudio

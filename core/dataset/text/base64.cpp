// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/text/base64.h"

#include <cstdint>

namespace destudio::dataset {

namespace {

int value_of_letter(char c) {
    if (c >= 'A' && c <= 'Z') {
        return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
        return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
        return c - '0' + 52;
    }
    return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

}  // namespace

std::optional<std::string> decode_base64(std::string_view text) {
    constexpr std::string_view kMark = ";base64,";
    if (text.starts_with("data:")) {
        const auto mark = text.find(kMark);
        if (mark == std::string_view::npos) {
            return {};
        }
        text.remove_prefix(mark + kMark.size());
    }
    std::string out;
    out.reserve(text.size() / 4 * 3 + 3);
    std::uint32_t group = 0;
    int bits = 0;
    bool ended = false;
    for (const char c : text) {
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            continue;
        }
        if (c == '=') {
            ended = true;
            continue;
        }
        const int value = value_of_letter(c);
        if (value < 0 || ended) {
            return {};
        }
        group = (group << 6U) | static_cast<std::uint32_t>(value);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out.push_back(static_cast<char>((group >> static_cast<unsigned>(bits)) & 0xFFU));
        }
    }
    return bits == 6 ? std::nullopt : std::optional(out);
}

}  // namespace destudio::dataset

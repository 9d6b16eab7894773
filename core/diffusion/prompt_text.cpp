// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/prompt_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "core/diffusion/html_entities.h"
#include "core/diffusion/unicode_rules.h"

namespace destudio::diffusion {

namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr char32_t kLastCodePoint = 0x10FFFF;
constexpr std::size_t kMaxEntityName = 32;

bool is_surrogate(char32_t c) {
    return c >= 0xD800 && c <= 0xDFFF;
}

/// Length of the UTF-8 sequence that starts with this byte, 0 when none does.
int sequence_length(unsigned char lead) {
    if (lead < 0x80) {
        return 1;
    }
    if (lead >= 0xC2 && lead <= 0xDF) {
        return 2;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        return 3;
    }
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

/// A reference at text[0] == '&': what it stands for and how many characters it takes.
struct Reference {
    std::u32string replacement;
    std::size_t length = 0;
};

std::optional<int> digit_value(char32_t c, int base) {
    int value = 99;
    if (c >= U'0' && c <= U'9') {
        value = static_cast<int>(c - U'0');
    } else if (c >= U'a' && c <= U'f') {
        value = static_cast<int>(c - U'a') + 10;
    } else if (c >= U'A' && c <= U'F') {
        value = static_cast<int>(c - U'A') + 10;
    }
    return value < base ? std::optional<int>(value) : std::nullopt;
}

/// The HTML standard's reading of a numeric reference: Windows-1252 for the C1 range, nothing for what no text may
/// hold.
std::u32string referenced_character(char32_t value) {
    static constexpr std::array<char32_t, 32> kWindows1252 = {
        0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    if (value >= 0x80 && value <= 0x9F) {
        return std::u32string(1, kWindows1252[value - 0x80]);
    }
    if (value == 0 || value > kLastCodePoint || is_surrogate(value)) {
        return std::u32string(1, kReplacement);
    }
    const bool control = value < 0x20 && value != U'\t' && value != U'\n' && value != U'\f' && value != U'\r';
    const bool not_a_character = (value >= 0xFDD0 && value <= 0xFDEF) || (value & 0xFFFE) == 0xFFFE;
    return control || value == 0x7F || not_a_character ? std::u32string() : std::u32string(1, value);
}

std::optional<Reference> numeric_reference(std::u32string_view text) {
    const bool hex = text.size() > 2 && (text[2] == U'x' || text[2] == U'X');
    const int base = hex ? 16 : 10;
    std::size_t i = hex ? 3 : 2;
    const std::size_t first = i;
    std::uint64_t value = 0;
    for (; i < text.size(); ++i) {
        const auto digit = digit_value(text[i], base);
        if (!digit) {
            break;
        }
        value = std::min<std::uint64_t>(value * static_cast<std::uint64_t>(base) + static_cast<std::uint64_t>(*digit),
                                        0x110000);
    }
    if (i == first) {
        return std::nullopt;
    }
    if (i < text.size() && text[i] == U';') {
        ++i;
    }
    return Reference{referenced_character(static_cast<char32_t>(value)), i};
}

/// The longest known name counts: any with its semicolon, only the old ones without.
std::optional<Reference> named_reference(std::u32string_view text) {
    std::string name;
    std::size_t i = 1;
    while (i < text.size() && i <= kMaxEntityName && is_ascii_alphanumeric(text[i])) {
        name += static_cast<char>(text[i++]);
    }
    if (i < text.size() && text[i] == U';') {
        if (const auto entity = find_html_entity(name + ';'); !entity.empty()) {
            return Reference{decode_utf8(entity), i + 1};
        }
    }
    for (std::size_t length = name.size(); length >= 2; --length) {
        if (const auto entity = find_html_entity(std::string_view(name).substr(0, length)); !entity.empty()) {
            return Reference{decode_utf8(entity), 1 + length};
        }
    }
    return std::nullopt;
}

/// open_clip's own spellings of the two tokens, which it keeps whole.
std::size_t special_token_length(std::u32string_view text) {
    for (const auto token : {kStartOfText, kEndOfText}) {
        if (text.starts_with(token)) {
            return token.size();
        }
    }
    return 0;
}

std::size_t contraction_length(std::u32string_view text) {
    static constexpr std::array<std::u32string_view, 7> kContractions = {U"'s", U"'t",  U"'re", U"'ve",
                                                                         U"'m", U"'ll", U"'d"};
    for (const auto contraction : kContractions) {
        if (text.starts_with(contraction)) {
            return contraction.size();
        }
    }
    return 0;
}

/// Length of the run of characters that satisfy the predicate.
template <class Predicate>
std::size_t run_length(std::u32string_view text, Predicate predicate) {
    const auto end = std::find_if_not(text.begin(), text.end(), predicate);
    return static_cast<std::size_t>(end - text.begin());
}

}  // namespace

std::u32string decode_utf8(std::string_view text) {
    std::u32string decoded;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const int length = sequence_length(lead);
        char32_t code_point = length <= 1 ? lead : lead & (0x7FU >> length);
        bool sound = length > 0 && i + static_cast<std::size_t>(length) <= text.size();
        for (int k = 1; sound && k < length; ++k) {
            const auto byte = static_cast<unsigned char>(text[i + static_cast<std::size_t>(k)]);
            sound = (byte & 0xC0) == 0x80;
            code_point = (code_point << 6) | (byte & 0x3F);
        }
        const bool overlong = (length == 3 && code_point < 0x800) || (length == 4 && code_point < 0x10000);
        sound = sound && !overlong && code_point <= kLastCodePoint && !is_surrogate(code_point);
        decoded += sound ? code_point : kReplacement;
        i += sound ? static_cast<std::size_t>(length) : 1;
    }
    return decoded;
}

std::string encode_utf8(std::u32string_view text) {
    std::string encoded;
    for (const char32_t c : text) {
        if (c < 0x80) {
            encoded += static_cast<char>(c);
            continue;
        }
        const int tail = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
        encoded += static_cast<char>(((0xFF00U >> (tail + 1)) & 0xFFU) | (c >> (6 * tail)));
        for (int k = tail - 1; k >= 0; --k) {
            encoded += static_cast<char>(0x80U | ((c >> (6 * k)) & 0x3FU));
        }
    }
    return encoded;
}

std::u32string html_unescape(std::u32string_view text) {
    std::u32string result;
    for (std::size_t i = 0; i < text.size();) {
        std::optional<Reference> reference;
        if (text[i] == U'&' && i + 1 < text.size()) {
            const auto rest = text.substr(i);
            reference = rest[1] == U'#' ? numeric_reference(rest) : named_reference(rest);
        }
        if (reference) {
            result += reference->replacement;
            i += reference->length;
        } else {
            result += text[i++];
        }
    }
    return result;
}

std::u32string clean_prompt(std::string_view text) {
    const std::u32string unescaped = html_unescape(html_unescape(decode_utf8(text)));
    std::u32string collapsed;
    bool pending_blank = false;
    for (const char32_t c : unescaped) {
        if (is_white_space(c) || (c >= 0x1C && c <= 0x1F)) {  // Python counts the separators as white space
            pending_blank = !collapsed.empty();
            continue;
        }
        if (pending_blank) {
            collapsed += U' ';
            pending_blank = false;
        }
        collapsed += c;
    }
    return to_lower_case(collapsed);
}

std::vector<std::u32string> split_words(std::u32string_view text) {
    std::vector<std::u32string> words;
    while (!text.empty()) {
        std::size_t length = special_token_length(text);
        if (length == 0) {
            length = contraction_length(text);
        }
        if (length == 0) {
            length = run_length(text, is_letter);
        }
        if (length == 0 && is_numeric(text[0])) {
            length = 1;
        }
        if (length == 0) {
            length = run_length(text, [](char32_t c) { return !is_white_space(c) && !is_letter(c) && !is_numeric(c); });
        }
        if (length > 0) {
            words.emplace_back(text.substr(0, length));
        }
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return words;
}

}  // namespace destudio::diffusion

// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/unicode_rules.h"

#ifdef DESTUDIO_WITH_ICU
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <vector>
#endif

namespace destudio::diffusion {

#ifdef DESTUDIO_WITH_ICU

bool is_letter(char32_t c) {
    return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_L_MASK) != 0;
}

bool is_numeric(char32_t c) {
    return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_N_MASK) != 0;
}

bool is_white_space(char32_t c) {
    return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}

std::u32string to_lower_case(const std::u32string& text) {
    auto string = icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(text.data()),
                                                static_cast<std::int32_t>(text.size()));
    string.toLower(icu::Locale::getRoot());
    std::u32string lower;
    for (std::int32_t i = 0; i < string.length(); i = string.moveIndex32(i, 1)) {
        lower += static_cast<char32_t>(string.char32At(i));
    }
    return lower;
}

#else

bool is_numeric(char32_t c) {
    return (c >= U'0' && c <= U'9') || c == 0xB2 || c == 0xB3 || c == 0xB9 || (c >= 0xBC && c <= 0xBE);
}

bool is_white_space(char32_t c) {
    return c == U' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_letter(char32_t c) {
    if (c < 0x80) {
        return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
    }
    if (c < 0x100) {
        return c == 0xAA || c == 0xB5 || c == 0xBA || (c >= 0xC0 && c != 0xD7 && c != 0xF7);
    }
    const bool punctuation_or_symbol =
        (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x3020) || (c >= 0xFE00 && c <= 0xFE0F) || c >= 0x1F000;
    return !punctuation_or_symbol;
}

std::u32string to_lower_case(const std::u32string& text) {
    std::u32string lower = text;
    for (char32_t& c : lower) {
        if ((c >= U'A' && c <= U'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7)) {
            c += 0x20;
        }
    }
    return lower;
}

#endif

}  // namespace destudio::diffusion

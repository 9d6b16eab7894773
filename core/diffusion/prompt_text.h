// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace destudio::diffusion {

/// UTF-8 to code points; bytes that are not UTF-8 become U+FFFD.
std::u32string decode_utf8(std::string_view text);
std::string encode_utf8(std::u32string_view text);

/// Replaces HTML's character references (named, decimal, hexadecimal) by what they stand for, once, by the rules of the
/// HTML standard.
std::u32string html_unescape(std::u32string_view text);

/// What CLIP does to a prompt before splitting it: HTML-unescape twice, runs of Unicode white space to single blanks,
/// none at the ends, lower case.
std::u32string clean_prompt(std::string_view text);

/// open_clip's spellings of the start and the end token: a prompt that holds them gets the tokens themselves.
inline constexpr std::u32string_view kStartOfText = U"<start_of_text>";
inline constexpr std::u32string_view kEndOfText = U"<end_of_text>";

/// Splits cleaned text into kStartOfText and kEndOfText, contractions ('s 't 're 've 'm 'll 'd), runs of letters,
/// single numeric characters, and runs of anything else but white space.
std::vector<std::u32string> split_words(std::u32string_view text);

}  // namespace destudio::diffusion

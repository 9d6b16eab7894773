// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <initializer_list>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace destudio::cli {

/// Parts between commas, spaces around them left out.
inline std::vector<std::string> split_list(const std::string& text) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    while (begin <= text.size()) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        std::string part = text.substr(begin, end - begin);
        part.erase(0, part.find_first_not_of(" \t"));
        part.erase(part.find_last_not_of(" \t") + 1);
        parts.push_back(part);
        begin = end + 1;
    }
    return parts;
}

inline std::string shown_number(double value) {
    char text[32];
    const bool whole = value == std::floor(value) && std::abs(value) < 1e16;
    std::snprintf(text, sizeof text, whole ? "%.0f" : "%g", value);
    return text;
}

/// @throws UsageError that names the option and the range
inline void require_range(const char* option, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
        throw UsageError(std::string(option) + " is " + shown_number(value) + "; it has to be from " +
                         shown_number(low) + " to " + shown_number(high) + ".");
    }
}

/// @param kind "a number", for the error @throws UsageError
template <class Number>
Number parse_number_option(const std::string& text, const char* option, const char* kind) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.empty()) {
        throw UsageError(std::string(option) + ": \"" + text + "\" is not " + kind + ".");
    }
    return value;
}

/// @throws UsageError that lists the valid words
inline void require_word(const char* option, const std::string& word, std::initializer_list<const char*> valid) {
    std::string list;
    for (const char* candidate : valid) {
        if (word == candidate) {
            return;
        }
        list += (list.empty() ? "" : ", ") + std::string(candidate);
    }
    throw UsageError(std::string(option) + " is \"" + word + "\"; use one of " + list + ".");
}

}  // namespace destudio::cli

// SPDX-License-Identifier: Apache-2.0
#include "core/engine/recipe/variant_name.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdio>

namespace destudio {

namespace {

std::string ratio_word(double ratio) {
    const double percent = ratio * 100;
    char text[32];
    if (std::abs(percent - std::round(percent)) < 1e-9) {
        std::snprintf(text, sizeof text, "r%03d", static_cast<int>(std::round(percent)));
    } else {
        std::snprintf(text, sizeof text, "r%.6g", percent);
    }
    std::string word = text;
    std::replace(word.begin(), word.end(), '.', 'p');
    return word;
}

std::string plain(const std::string& stem) {
    constexpr std::size_t kLongest = 160;  // file systems take 255 bytes, and more words follow
    std::string result;
    for (const char c : stem.substr(0, kLongest)) {
        const bool keep = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-';
        result += keep && static_cast<unsigned char>(c) < 128 ? c : '_';
    }
    return result.empty() ? "image" : result;
}

}  // namespace

std::string VariantNamer::name(const std::string& reference_stem, double encode_ratio, std::uint64_t seed) {
    const std::string base = plain(reference_stem) + "_" + ratio_word(encode_ratio) + "_s" + std::to_string(seed);
    std::string unique = base;
    for (int count = 2; !m_taken.insert(unique).second; ++count) {
        unique = base + "_" + std::to_string(count);
    }
    return unique;
}

}  // namespace destudio

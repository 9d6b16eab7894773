// SPDX-License-Identifier: Apache-2.0
#include "core/project/store/variant_filter.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/base/error.h"

namespace destudio {

namespace {

constexpr const char* kKeys = "class:, state:, score:, ratio:, seed:, guidance:, boxes:, size: and aspect:";

struct Term {
    std::string source;  ///< as typed
    std::string key;     ///< empty: a word of text
    std::string value;   ///< quotes still in it
};

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n';
}

/// Splits at spaces outside quotes and brackets.
std::vector<Term> split_terms(const std::string& text) {
    std::vector<Term> terms;
    std::size_t i = 0;
    while (i < text.size()) {
        if (is_space(text[i])) {
            ++i;
            continue;
        }
        Term term;
        bool quoted = false;
        bool bracketed = false;
        std::size_t colon = std::string::npos;
        const std::size_t start = i;
        for (; i < text.size() && (quoted || bracketed || !is_space(text[i])); ++i) {
            if (text[i] == '"') {
                quoted = !quoted;
            } else if (!quoted && (text[i] == '[' || text[i] == ']' || text[i] == ')')) {
                bracketed = text[i] == '[';
            } else if (!quoted && text[i] == ':' && colon == std::string::npos) {
                colon = i;
            }
        }
        if (quoted) {
            throw UsageError("The search has a quotation mark that is not closed: " + text.substr(start) + ".");
        }
        term.source = text.substr(start, i - start);
        if (colon != std::string::npos && term.source.front() != '"') {
            term.key = text.substr(start, colon - start);
            term.value = text.substr(colon + 1, i - colon - 1);
        } else {
            term.value = term.source;
        }
        terms.push_back(std::move(term));
    }
    return terms;
}

std::string unquoted(std::string text) {
    std::erase(text, '"');
    return text;
}

/// Splits at commas outside quotes.
std::vector<std::string> split_list(const Term& term) {
    std::vector<std::string> parts{{}};
    bool quoted = false;
    for (const char c : term.value) {
        if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    std::erase(parts, std::string());
    if (parts.empty()) {
        throw UsageError("The search says nothing after " + term.key + ": in " + term.source + ".");
    }
    return parts;
}

[[noreturn]] void no_range(const Term& term) {
    throw UsageError("The search wants a number or a range such as " + term.key + ":[0.2,0.5], not " + term.source +
                     ".");
}

double parse_number(const std::string& text, double fallback, const Term& term) {
    if (text.empty()) {
        return fallback;
    }
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || std::isnan(value)) {
        no_range(term);
    }
    return value;
}

NumberRange parse_range(const Term& term) {
    std::string text = term.value;
    std::erase_if(text, is_space);
    NumberRange range;
    if (text.starts_with('[')) {
        const auto comma = text.find(',');
        if (comma == std::string::npos || !(text.ends_with(']') || text.ends_with(')'))) {
            no_range(term);
        }
        range.low = parse_number(text.substr(1, comma - 1), range.low, term);
        range.high = parse_number(text.substr(comma + 1, text.size() - comma - 2), range.high, term);
        range.open_high = text.ends_with(')');
        return range;
    }
    if (text.empty()) {
        no_range(term);
    }
    // Ratios are typed with few digits: 0.3 also finds 0.1 + 0.2.
    constexpr double kSame = 1e-6;
    const double value = parse_number(text, 0, term);
    return {value - kSame, value + kSame, false};
}

NumberRange parse_side(const Term& term) {
    // COCO's areas: small below 32 x 32 pixels, large from 96 x 96 on.
    constexpr double kSmall = 32;
    constexpr double kLarge = 96;
    if (term.value == "small") {
        return {0, kSmall, true};
    }
    if (term.value == "medium") {
        return {kSmall, kLarge, true};
    }
    if (term.value == "large") {
        NumberRange large;
        large.low = kLarge;
        return large;
    }
    if (!term.value.empty() && (term.value.front() == '[' || std::isdigit(static_cast<unsigned char>(term.value[0])))) {
        return parse_range(term);
    }
    throw UsageError("The search knows size:small, size:medium, size:large and size:[20,60], not " + term.source + ".");
}

std::uint64_t parse_seed(const std::string& text, const Term& term) {
    std::uint64_t seed = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
    if (error != std::errc() || end != text.data() + text.size()) {
        throw UsageError("The search wants whole numbers such as seed:1,2, not " + term.source + ".");
    }
    return seed;
}

}  // namespace

VariantFilter parse_variant_filter(const std::string& text) {
    VariantFilter filter;
    for (const Term& term : split_terms(text)) {
        if (term.key.empty()) {
            if (std::string word = unquoted(term.value); !word.empty()) {
                filter.text.push_back(std::move(word));
            }
        } else if (term.key == "class") {
            filter.classes = split_list(term);
        } else if (term.key == "state") {
            for (const auto& state : split_list(term)) {
                filter.states.insert(parse_variant_state(state));
            }
        } else if (term.key == "seed") {
            for (const auto& seed : split_list(term)) {
                filter.seeds.push_back(parse_seed(seed, term));
            }
        } else if (term.key == "score") {
            filter.score = parse_range(term);
        } else if (term.key == "ratio") {
            filter.ratio = parse_range(term);
        } else if (term.key == "guidance") {
            filter.guidance = parse_range(term);
        } else if (term.key == "boxes") {
            filter.boxes = parse_range(term);
        } else if (term.key == "aspect") {
            filter.aspect = parse_range(term);
        } else if (term.key == "size") {
            filter.side = parse_side(term);
        } else {
            throw UsageError("The search knows " + std::string(kKeys) + "; put quotation marks around \"" +
                             term.source + "\" to look for it as text.");
        }
    }
    return filter;
}

std::string with_filter_term(const std::string& text, const std::string& key, const std::string& value) {
    const bool bare = value.find(' ') == std::string::npos || value.starts_with('[');
    const std::string wanted = value.empty() ? std::string() : key + ":" + (bare ? value : "\"" + value + "\"");
    std::string result;
    bool placed = wanted.empty();
    const auto append = [&result](const std::string& part) { result += (result.empty() ? "" : " ") + part; };
    for (const Term& term : split_terms(text)) {
        if (term.key != key) {
            append(term.source);
        } else if (!placed) {
            append(wanted);
            placed = true;
        }
    }
    if (!placed) {
        append(wanted);
    }
    return result;
}

std::string filter_term(const std::string& text, const std::string& key) {
    for (const Term& term : split_terms(text)) {
        if (term.key == key) {
            return unquoted(term.value);
        }
    }
    return {};
}

}  // namespace destudio

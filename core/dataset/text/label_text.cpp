// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/text/label_text.h"

#include <cmath>
#include <cstddef>

#include "core/dataset/text/number_text.h"
#include "core/dataset/text/text_file.h"

namespace destudio::dataset {

namespace {

constexpr std::string_view kTextBlanks = " \t\r\n\f\v";

std::string_view without_blanks(std::string_view text) {
    const auto first = text.find_first_not_of(kTextBlanks);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(kTextBlanks) - first + 1);
}

bool is_label_line(std::string_view line) {
    std::size_t numbers = 0;
    std::size_t leading = 0;
    std::size_t words = 0;
    while (!line.empty()) {
        const auto end = line.find_first_of(" \t,;");
        const std::string_view word = line.substr(0, end);
        line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
        if (word.empty()) {
            continue;
        }
        if (std::isfinite(parse_number(word))) {
            ++numbers;
            leading += words == 0 ? 1 : 0;
        } else {
            ++words;
        }
    }
    constexpr std::size_t kLeast = 4;  // the sides of a box
    return numbers >= kLeast && (words <= 1 || leading >= 2 * kLeast);
}

bool is_markup(std::string_view text) {
    const auto next = [&](std::size_t from) {
        const auto at = text.find_first_not_of(kTextBlanks, from);
        return at == std::string_view::npos ? '\0' : text[at];
    };
    return text.starts_with("<?xml") || text.starts_with("<annotation") || (text[0] == '{' && next(1) == '"') ||
           (text[0] == '[' && next(1) == '{');
}

}  // namespace

TextKind text_kind(std::string_view text) {
    text = without_blanks(text);
    if (text.empty()) {
        return TextKind::kEmpty;
    }
    if (is_markup(text)) {
        return TextKind::kMarkup;
    }
    constexpr std::size_t kMaxLines = 50;
    std::size_t labels = 0;
    std::size_t others = 0;
    while (!text.empty() && labels + others < kMaxLines) {
        const auto end = text.find('\n');
        const std::string_view line = without_blanks(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        // DOTA's files say first where the picture is from.
        if (line.empty() || line.starts_with("imagesource:") || line.starts_with("gsd:")) {
            continue;
        }
        ++(is_label_line(line) ? labels : others);
    }
    return labels > others ? TextKind::kLabels : TextKind::kWords;
}

TextKind text_file_kind(const std::filesystem::path& file) {
    const std::string head = read_head(file);
    std::string_view text = head;
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);
    }
    return text_kind(text);
}

}  // namespace destudio::dataset

// SPDX-License-Identifier: Apache-2.0
#include "core/prompting/class_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace destudio::prompting {

namespace {

struct OtherWords {
    std::string_view name;
    std::vector<std::string_view> words;
};

/// Names as COCO, Pascal VOC and the built-in bundle spell them.
const std::vector<OtherWords>& other_word_table() {
    static const std::vector<OtherWords> table{
        {"aeroplane", {"airplane", "plane", "jet"}},
        {"airplane", {"aeroplane", "plane", "jet"}},
        {"backpack", {"rucksack", "bag"}},
        {"bicycle", {"bike", "cycle"}},
        {"bird", {"songbird"}},
        {"boat", {"vessel", "small ship"}},
        {"bus", {"coach"}},
        {"car", {"automobile", "sedan"}},
        {"cat", {"kitten", "house cat"}},
        {"cell phone", {"mobile phone", "smartphone", "phone"}},
        {"chair", {"seat"}},
        {"child", {"kid"}},
        {"couch", {"sofa", "settee"}},
        {"cow", {"cattle"}},
        {"cup", {"mug"}},
        {"dining table", {"table"}},
        {"diningtable", {"dining table", "table"}},
        {"dog", {"puppy", "hound"}},
        {"donut", {"doughnut"}},
        {"fire hydrant", {"hydrant"}},
        {"handbag", {"purse", "bag"}},
        {"horse", {"pony", "mare"}},
        {"hot dog", {"sausage in a bun"}},
        {"laptop", {"notebook computer"}},
        {"motorbike", {"motorcycle"}},
        {"motorcycle", {"motorbike"}},
        {"oven", {"stove"}},
        {"person", {"man", "woman", "people"}},
        {"potted plant", {"houseplant", "plant"}},
        {"pottedplant", {"potted plant", "houseplant"}},
        {"refrigerator", {"fridge"}},
        {"remote", {"remote control"}},
        {"sheep", {"lamb", "ewe"}},
        {"ship", {"vessel"}},
        {"sofa", {"couch", "settee"}},
        {"sports ball", {"ball"}},
        {"suitcase", {"luggage"}},
        {"teddy bear", {"stuffed toy bear"}},
        {"train", {"locomotive"}},
        {"truck", {"lorry"}},
        {"tv", {"television", "screen"}},
        {"tvmonitor", {"television", "monitor", "screen"}},
        {"umbrella", {"parasol"}},
    };
    return table;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kIrregularPlurals{{{"person", "people"},
                                                                                           {"mouse", "mice"},
                                                                                           {"knife", "knives"},
                                                                                           {"sheep", "sheep"},
                                                                                           {"fish", "fish"},
                                                                                           {"scissors", "scissors"},
                                                                                           {"skis", "skis"},
                                                                                           {"child", "children"},
                                                                                           {"man", "men"},
                                                                                           {"woman", "women"},
                                                                                           {"leaf", "leaves"},
                                                                                           {"goose", "geese"}}};

char lower_letter(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lower_text(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), lower_letter);
    return lower;
}

/// Bytes of other scripts count as letters.
bool is_word_byte(char c) {
    const char lower = lower_letter(c);
    return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80U;
}

bool is_ascii_letter(char c) {
    const char lower = lower_letter(c);
    return lower >= 'a' && lower <= 'z';
}

bool is_vowel(char c) {
    return std::string_view("aeiou").find(lower_letter(c)) != std::string_view::npos;
}

std::string plural_of(const std::string& name) {
    const std::size_t blank = name.rfind(' ');
    const std::string head = blank == std::string::npos ? std::string() : name.substr(0, blank + 1);
    const std::string last = blank == std::string::npos ? name : name.substr(blank + 1);
    for (const auto& [one, many] : kIrregularPlurals) {
        if (lower_text(last) == one) {
            return head + std::string(many);
        }
    }
    if (last.empty() || !is_ascii_letter(last.back())) {
        return name;  // another script, or a number
    }
    const auto ends = [&](std::string_view end) { return lower_text(last).ends_with(end); };
    if (ends("y") && last.size() > 1 && !is_vowel(last[last.size() - 2])) {
        return name.substr(0, name.size() - 1) + "ies";
    }
    return name + (ends("s") || ends("x") || ends("z") || ends("ch") || ends("sh") ? "es" : "s");
}

/// Whether `word` stands in `text`, both in small letters, with no letter before and after it.
bool holds_words(const std::string& text, const std::string& word) {
    if (word.empty()) {
        return false;
    }
    // A script without blanks between words has no borders to look for.
    const bool borders = std::all_of(word.begin(), word.end(), [](char c) { return static_cast<signed char>(c) > 0; });
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        const bool before = at > 0 && is_word_byte(text[at - 1]);
        const bool after = end < text.size() && is_word_byte(text[end]);
        if (!borders || (!before && !after)) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::string spoken_name(const std::string& class_name) {
    std::string name;
    for (const char c : class_name) {
        const bool blank = static_cast<unsigned char>(c) <= 0x20U || c == 0x7f || c == '_';
        if (!blank) {
            name += c;
        } else if (!name.empty() && name.back() != ' ') {
            name += ' ';
        }
    }
    while (!name.empty() && name.back() == ' ') {
        name.pop_back();
    }
    return name;
}

std::string article(std::string_view word) {
    return !word.empty() && is_vowel(word.front()) ? "an" : "a";
}

std::string counted(const std::string& name, std::int64_t count) {
    constexpr std::array kNumbers{"two", "three", "four", "five", "six"};
    const std::string plural = plural_of(name);
    if (count <= 1) {
        const bool pair = lower_text(name) == "scissors" || lower_text(name) == "skis";
        return pair ? "a pair of " + name : article(name) + " " + name;
    }
    if (plural.compare(0, name.size(), name) != 0) {  // "mice" does not say "mouse"
        return article(name) + " " + name + " beside " + (count == 2 ? "another " + name : "other " + plural);
    }
    const auto at = static_cast<std::size_t>(count - 2);
    return (at < kNumbers.size() ? kNumbers[at] : "many") + (" " + plural);
}

std::span<const std::string_view> other_words(std::string_view name) {
    const std::string lower = lower_text(name);
    const auto& table = other_word_table();
    const auto found =
        std::lower_bound(table.begin(), table.end(), lower,
                         [](const OtherWords& entry, const std::string& wanted) { return entry.name < wanted; });
    if (found == table.end() || found->name != lower) {
        return {};
    }
    return found->words;
}

bool names_class(std::string_view text, const std::string& class_name) {
    const std::string lower = lower_text(text);
    const std::string name = lower_text(spoken_name(class_name));
    if (holds_words(lower, name) || holds_words(lower, plural_of(name)) || holds_words(lower, lower_text(class_name))) {
        return true;
    }
    const auto others = other_words(name);
    return std::any_of(others.begin(), others.end(), [&](std::string_view word) {
        return holds_words(lower, std::string(word)) || holds_words(lower, plural_of(std::string(word)));
    });
}

}  // namespace destudio::prompting

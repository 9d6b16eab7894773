// SPDX-License-Identifier: Apache-2.0
#include "core/base/split_word.h"

#include <algorithm>
#include <array>

#include "core/base/error.h"

namespace destudio {

namespace {

struct SplitWord {
    std::string_view word;
    const char* split;
};

constexpr std::array kSplitWords{
    SplitWord{"train", "train"},     SplitWord{"training", "train"}, SplitWord{"trn", "train"},
    SplitWord{"trainval", "train"},  SplitWord{"learn", "train"},    SplitWord{"learning", "train"},
    SplitWord{"val", "val"},         SplitWord{"valid", "val"},      SplitWord{"validation", "val"},
    SplitWord{"validate", "val"},    SplitWord{"validating", "val"}, SplitWord{"dev", "val"},
    SplitWord{"development", "val"}, SplitWord{"devel", "val"},      SplitWord{"eval", "val"},
    SplitWord{"evaluation", "val"},  SplitWord{"evaluate", "val"},   SplitWord{"minival", "val"},
    SplitWord{"test", "test"},       SplitWord{"testing", "test"},   SplitWord{"tst", "test"},
    SplitWord{"testdev", "test"},    SplitWord{"holdout", "test"},   SplitWord{"heldout", "test"},
};

// What people put behind the word: "trainset", "val_data", "test_images".
constexpr std::array<std::string_view, 9> kEndings{"subset", "set",   "data", "split", "images",
                                                   "image",  "files", "list", "part"};

std::string_view without_digits(std::string_view word) {
    while (!word.empty() && word.back() >= '0' && word.back() <= '9') {
        word.remove_suffix(1);
    }
    return word;
}

std::string split_of_plain(std::string_view word) {
    word = without_digits(word);
    const auto known = [](std::string_view text) {
        return std::find_if(kSplitWords.begin(), kSplitWords.end(),
                            [&](const SplitWord& entry) { return entry.word == text; });
    };
    if (const auto found = known(word); found != kSplitWords.end()) {
        return found->split;
    }
    for (const std::string_view ending : kEndings) {
        if (word.size() > ending.size() && word.ends_with(ending)) {
            const auto found = known(without_digits(word.substr(0, word.size() - ending.size())));
            if (found != kSplitWords.end()) {
                return found->split;
            }
        }
    }
    return {};
}

// Letters and digits in small letters, everything else a blank.
std::string plain_letters(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool capital = c >= 'A' && c <= 'Z';
        const bool kept = capital || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
        out.push_back(capital ? static_cast<char>(c - 'A' + 'a') : kept ? c : ' ');
    }
    return out;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words(1);
    for (const char c : plain_letters(text)) {
        if (c != ' ') {
            words.back().push_back(c);
        } else if (!words.back().empty()) {
            words.emplace_back();
        }
    }
    if (words.back().empty()) {
        words.pop_back();
    }
    return words;
}

// "test-dev" of COCO is a test set.
void join_test_dev(std::vector<std::string>& words) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (words[i] == "test" && without_digits(words[i + 1]) == "dev") {
            words.erase(words.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        }
    }
}

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" \t");
    return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

std::string split_of_word(std::string_view word) {
    std::string joined;
    for (const std::string& part : words_of(word)) {
        joined += part;
    }
    return split_of_plain(joined);
}

std::string split_in_name(std::string_view name) {
    auto words = words_of(name);
    join_test_dev(words);
    std::string found;
    for (const std::string& word : words) {
        const std::string split = split_of_plain(word);
        if (!split.empty() && !found.empty() && split != found) {
            return {};
        }
        found = split.empty() ? found : split;
    }
    return found;
}

std::vector<std::string> parse_splits(const std::string& text, const std::string& option) {
    std::vector<std::string> splits;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        const std::string word = trimmed(text.substr(begin, end - begin));
        const std::string split = split_of_word(word);
        if (word == "all") {
            splits.insert(splits.end(), {"train", "val", "test", kNoSplit});
        } else if (split.empty() && word != kNoSplit) {
            throw UsageError(option + ": \"" + word + "\" is no split; use train, val, test, none or all.");
        } else {
            splits.push_back(split.empty() ? kNoSplit : split);
        }
        begin = end + 1;
    }
    return splits;
}

}  // namespace destudio

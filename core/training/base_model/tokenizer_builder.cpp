// SPDX-License-Identifier: Apache-2.0
#include "core/training/base_model/tokenizer_builder.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/atomic_file.h"
#include "core/diffusion/byte_symbols.h"

namespace destudio::training {

namespace {

using Word = std::vector<std::string>;
using Pair = std::pair<std::string, std::string>;

/// Lower-cased runs of letters, the only words that merges are learned from.
std::map<std::string, int> count_words(const std::vector<std::string>& captions) {
    std::map<std::string, int> counts;
    for (const auto& caption : captions) {
        std::string word;
        for (const char c : caption + " ") {
            if (std::isalpha(static_cast<unsigned char>(c)) != 0) {
                word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            } else if (!word.empty()) {
                ++counts[word];
                word.clear();
            }
        }
    }
    return counts;
}

std::vector<Pair> learn_merges(const std::map<std::string, int>& counts, int limit) {
    std::vector<std::pair<Word, int>> words;
    for (const auto& [text, count] : counts) {
        Word word;
        for (const char c : text) {
            word.emplace_back(1, c);
        }
        word.back() += "</w>";
        words.emplace_back(std::move(word), count);
    }
    std::vector<Pair> merges;
    while (static_cast<int>(merges.size()) < limit) {
        std::map<Pair, int> pairs;
        for (const auto& [word, count] : words) {
            for (std::size_t i = 0; i + 1 < word.size(); ++i) {
                pairs[{word[i], word[i + 1]}] += count;
            }
        }
        const auto best = std::max_element(pairs.begin(), pairs.end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
        if (best == pairs.end() || best->second < 2) {
            break;
        }
        const Pair pair = best->first;
        for (auto& [word, count] : words) {
            word = diffusion::merge_pair(word, pair);
        }
        merges.push_back(pair);
    }
    return merges;
}

}  // namespace

int build_tokenizer(const std::vector<std::string>& captions, int merges, const std::filesystem::path& folder) {
    std::vector<std::string> tokens = diffusion::byte_symbols_in_vocabulary_order();
    for (std::size_t i = 0; i < 256; ++i) {
        tokens.push_back(tokens[i] + "</w>");
    }
    std::string merges_text = "#version: 0.2\n";
    for (const auto& [left, right] : learn_merges(count_words(captions), merges)) {
        merges_text += left + " " + right + "\n";
        tokens.push_back(left + right);
    }
    tokens.emplace_back("<|startoftext|>");
    tokens.emplace_back("<|endoftext|>");

    nlohmann::json vocabulary = nlohmann::json::object();
    for (std::size_t id = 0; id < tokens.size(); ++id) {
        vocabulary[tokens[id]] = id;
    }
    const nlohmann::json config = {
        {"tokenizer_class", "CLIPTokenizer"}, {"model_max_length", 77},       {"do_lower_case", true},
        {"bos_token", "<|startoftext|>"},     {"eos_token", "<|endoftext|>"}, {"pad_token", "<|endoftext|>"},
        {"unk_token", "<|endoftext|>"}};
    const nlohmann::json special = {{"bos_token", "<|startoftext|>"},
                                    {"eos_token", "<|endoftext|>"},
                                    {"pad_token", "<|endoftext|>"},
                                    {"unk_token", "<|endoftext|>"}};
    write_file_atomically(folder / "vocab.json", vocabulary.dump());
    write_file_atomically(folder / "merges.txt", merges_text);
    write_file_atomically(folder / "tokenizer_config.json", config.dump(2) + "\n");
    write_file_atomically(folder / "special_tokens_map.json", special.dump(2) + "\n");
    return static_cast<int>(tokens.size());
}

}  // namespace destudio::training

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace destudio::diffusion {

/// CLIP's byte-pair tokenizer as open_clip computes it, for any vocabulary of that kind. Without torch, so that its
/// files can be fuzzed; ClipTokenizer makes tensors of it.
class BytePairTokenizer {
public:
    /// Reads vocab.json and merges.txt, else tokenizer.json, which holds both; and, where they are,
    /// added_tokens.json, special_tokens_map.json and tokenizer_config.json.
    /// @param pad_token  what texts are filled up with, whatever the files say; empty: what they say
    /// @throws IoError, FormatError naming the file and the line or token at fault
    explicit BytePairTokenizer(const std::filesystem::path& folder, const std::string& pad_token = {});

    /// length() ids of one text: start token, at most length() - 2 tokens, end token, padding.
    std::vector<std::int64_t> encode_padded(const std::string& text) const;
    /// The ids of one text without cutting and padding, start and end token included.
    std::vector<std::int64_t> encode_all(const std::string& text) const;

    int vocabulary_size() const { return m_vocabulary_size; }  ///< largest id + 1
    std::int64_t length() const { return m_length; }           ///< 77
    std::int64_t start_id() const { return m_start_id; }
    std::int64_t end_id() const { return m_end_id; }
    std::int64_t pad_id() const { return m_pad_id; }

private:
    void read_vocabulary(const std::filesystem::path& path);
    void read_merges(const std::filesystem::path& path);
    /// tokenizer.json, in which transformers keeps vocabulary, merges and added tokens.
    void read_whole(const std::filesystem::path& path);
    void read_added_tokens(const std::filesystem::path& path);
    void add_ids(const nlohmann::json& vocabulary, const std::filesystem::path& path);
    void add_id(const std::string& token, const nlohmann::json& id, const std::filesystem::path& path);
    void read_special_tokens(const std::filesystem::path& folder, const std::string& pad_token);
    std::int64_t id_of(const std::string& token, const std::filesystem::path& path) const;
    int rank_of(const std::string& left, const std::string& right) const;
    std::vector<std::int64_t> encode_word(const std::u32string& word) const;
    /// Stops after the word that makes `ids` as long as `limit`.
    void append_words(const std::string& text, std::size_t limit, std::vector<std::int64_t>& ids) const;

    std::unordered_map<std::string, std::int64_t> m_ids;
    std::map<std::pair<std::string, std::string>, int> m_ranks;
    std::vector<std::string> m_byte_symbols;
    int m_vocabulary_size = 0;
    std::int64_t m_length = 77;
    std::int64_t m_start_id = 0;
    std::int64_t m_end_id = 0;
    std::int64_t m_pad_id = 0;
    std::int64_t m_unknown_id = 0;
};

}  // namespace destudio::diffusion

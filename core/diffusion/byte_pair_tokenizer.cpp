// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/byte_pair_tokenizer.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <sstream>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/json_read.h"
#include "core/diffusion/byte_symbols.h"
#include "core/diffusion/prompt_text.h"

namespace destudio::diffusion {

namespace {

constexpr std::int64_t kMaxVocabulary = 1 << 24;
constexpr const char* kWordEnd = "</w>";

/// A special token is written as a string or as an object with "content".
std::optional<std::string> special_token(const nlohmann::json& map, const char* key) {
    if (!map.is_object() || !map.contains(key)) {
        return std::nullopt;
    }
    const auto& value = map.at(key);
    const auto& content = value.is_object() && value.contains("content") ? value.at("content") : value;
    return content.is_string() ? std::optional<std::string>(content.get<std::string>()) : std::nullopt;
}

constexpr int kUnknownRank = -1;
constexpr int kNoRank = std::numeric_limits<int>::max();

/// A symbol of a word that is being merged, and the rank of the pair that it forms with the next one. Ranks are kept
/// from pass to pass, so that a word of thousands of characters does not take minutes.
struct Piece {
    std::string symbol;
    int rank = kUnknownRank;
};

/// Merges every pair of this rank, left to right.
void merge_all(std::vector<Piece>& pieces, int rank) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        Piece piece = std::move(pieces[i]);
        if (i + 1 < pieces.size() && piece.rank == rank) {
            piece.symbol += pieces[++i].symbol;
            piece.rank = kUnknownRank;
            if (kept > 0) {
                pieces[kept - 1].rank = kUnknownRank;
            }
        }
        pieces[kept++] = std::move(piece);
    }
    pieces.resize(kept);
}

}  // namespace

BytePairTokenizer::BytePairTokenizer(const std::filesystem::path& folder, const std::string& pad_token)
    : m_byte_symbols(byte_symbols()) {
    const auto whole = folder / "tokenizer.json";
    if (!std::filesystem::exists(folder / "vocab.json") && std::filesystem::exists(whole)) {
        read_whole(whole);
    } else {
        read_vocabulary(folder / "vocab.json");
        read_merges(folder / "merges.txt");
    }
    if (const auto added = folder / "added_tokens.json"; std::filesystem::exists(added)) {
        read_added_tokens(added);
    }
    read_special_tokens(folder, pad_token);
}

void BytePairTokenizer::add_id(const std::string& token, const nlohmann::json& id, const std::filesystem::path& path) {
    std::int64_t value = -1;
    if (!json_read(id, value) || value < 0 || value >= kMaxVocabulary) {
        throw FormatError(path.string() + ": the id of \"" + token + "\" is not a whole number in range.");
    }
    m_ids.emplace(token, value);
    m_vocabulary_size = std::max(m_vocabulary_size, static_cast<int>(value) + 1);
}

void BytePairTokenizer::add_ids(const nlohmann::json& vocabulary, const std::filesystem::path& path) {
    for (const auto& item : vocabulary.items()) {
        add_id(item.key(), item.value(), path);
    }
}

void BytePairTokenizer::read_vocabulary(const std::filesystem::path& path) {
    const nlohmann::json json = read_json(path);
    if (!json.is_object() || json.empty()) {
        throw FormatError(path.string() + " must be a JSON object from token to id.");
    }
    add_ids(json, path);
}

void BytePairTokenizer::read_added_tokens(const std::filesystem::path& path) {
    const nlohmann::json json = read_json(path);
    if (!json.is_object()) {
        throw FormatError(path.string() + " must be a JSON object from token to id.");
    }
    add_ids(json, path);
}

void BytePairTokenizer::read_whole(const std::filesystem::path& path) {
    const nlohmann::json json = read_json(path);
    const auto model = json.is_object() ? json.value("model", nlohmann::json()) : nlohmann::json();
    const auto vocabulary = model.is_object() ? model.value("vocab", nlohmann::json()) : nlohmann::json();
    const auto merges = model.is_object() ? model.value("merges", nlohmann::json()) : nlohmann::json();
    if (!vocabulary.is_object() || vocabulary.empty() || !merges.is_array()) {
        throw FormatError(path.string() + " has no \"model\" with \"vocab\" and \"merges\": it is not a byte-pair " +
                          "tokenizer such as CLIP's.");
    }
    add_ids(vocabulary, path);
    int rank = 0;
    for (const auto& merge : merges) {
        std::string left;
        std::string right;
        if (merge.is_string()) {
            const auto text = merge.get<std::string>();
            const auto blank = text.find(' ');
            left = text.substr(0, blank);
            right = blank == std::string::npos ? std::string() : text.substr(blank + 1);
        } else if (merge.is_array() && merge.size() == 2 && merge[0].is_string() && merge[1].is_string()) {
            left = merge[0].get<std::string>();
            right = merge[1].get<std::string>();
        }
        if (left.empty() || right.empty() || right.find(' ') != std::string::npos) {
            throw FormatError(path.string() + ", merge " + std::to_string(rank + 1) +
                              ": a merge is two symbols with a blank between.");
        }
        m_ranks.emplace(std::pair(left, right), rank++);
    }
    const auto added = json.value("added_tokens", nlohmann::json());
    for (const auto& token : added.is_array() ? added : nlohmann::json::array()) {
        const auto content = special_token(token, "content");
        if (content && token.contains("id")) {
            add_id(*content, token["id"], path);
        }
    }
}

void BytePairTokenizer::read_merges(const std::filesystem::path& path) {
    std::istringstream in(read_file(path));
    int rank = 0;
    int number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (!line.empty() && line.back() == '\r') {
            line.pop_back();
        }
        if (line.empty() || (number == 1 && line.starts_with("#version"))) {
            continue;
        }
        const auto blank = line.find(' ');
        if (blank == std::string::npos || blank == 0 || blank + 1 == line.size() ||
            line.find(' ', blank + 1) != std::string::npos) {
            throw FormatError(path.string() + ", line " + std::to_string(number) +
                              ": a merge is two symbols with a blank between.");
        }
        m_ranks.emplace(std::pair(line.substr(0, blank), line.substr(blank + 1)), rank++);
    }
}

std::int64_t BytePairTokenizer::id_of(const std::string& token, const std::filesystem::path& path) const {
    const auto found = m_ids.find(token);
    if (found == m_ids.end()) {
        throw FormatError(path.string() + ": the vocabulary has no token \"" + token + "\".");
    }
    return found->second;
}

void BytePairTokenizer::read_special_tokens(const std::filesystem::path& folder, const std::string& pad_token) {
    const auto map_path = folder / "special_tokens_map.json";
    const auto config_path = folder / "tokenizer_config.json";
    const auto map = std::filesystem::exists(map_path) ? read_json(map_path) : nlohmann::json::object();
    const auto config = std::filesystem::exists(config_path) ? read_json(config_path) : nlohmann::json::object();
    const std::string start = special_token(map, "bos_token").value_or("<|startoftext|>");
    const std::string end = special_token(map, "eos_token").value_or("<|endoftext|>");
    // The map goes first: Stable Diffusion 2's tokenizer_config.json names a pad token that was never used.
    const std::string pad = special_token(map, "pad_token").value_or(special_token(config, "pad_token").value_or(end));
    m_start_id = id_of(start, map_path);
    m_end_id = id_of(end, map_path);
    m_pad_id = id_of(pad_token.empty() ? pad : pad_token, map_path);
    m_unknown_id = id_of(special_token(map, "unk_token").value_or(end), map_path);
    if (config.is_object() && config.contains("model_max_length") && config["model_max_length"].is_number_integer()) {
        const auto length = config["model_max_length"].get<std::int64_t>();
        if (length >= 2 && length <= 4096) {
            m_length = length;
        }
    }
}

int BytePairTokenizer::rank_of(const std::string& left, const std::string& right) const {
    const auto found = m_ranks.find({left, right});
    return found == m_ranks.end() ? kNoRank : found->second;
}

std::vector<std::int64_t> BytePairTokenizer::encode_word(const std::u32string& word) const {
    std::vector<Piece> pieces;
    for (const char byte : encode_utf8(word)) {
        pieces.push_back({m_byte_symbols[static_cast<unsigned char>(byte)]});
    }
    pieces.back().symbol += kWordEnd;
    for (;;) {
        int best = kNoRank;
        for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
            auto& piece = pieces[i];
            if (piece.rank == kUnknownRank) {
                piece.rank = rank_of(piece.symbol, pieces[i + 1].symbol);
            }
            best = std::min(best, piece.rank);
        }
        if (best == kNoRank) {
            break;
        }
        merge_all(pieces, best);
    }
    std::vector<std::int64_t> ids;
    for (const auto& piece : pieces) {
        const auto found = m_ids.find(piece.symbol);
        ids.push_back(found == m_ids.end() ? m_unknown_id : found->second);
    }
    return ids;
}

void BytePairTokenizer::append_words(const std::string& text, std::size_t limit, std::vector<std::int64_t>& ids) const {
    for (const auto& word : split_words(clean_prompt(text))) {
        if (ids.size() >= limit) {
            return;
        }
        if (word == kStartOfText || word == kEndOfText) {
            ids.push_back(word == kStartOfText ? m_start_id : m_end_id);
            continue;
        }
        const auto word_ids = encode_word(word);
        ids.insert(ids.end(), word_ids.begin(), word_ids.end());
    }
}

std::vector<std::int64_t> BytePairTokenizer::encode_all(const std::string& text) const {
    std::vector<std::int64_t> ids = {m_start_id};
    append_words(text, std::numeric_limits<std::size_t>::max(), ids);
    ids.push_back(m_end_id);
    return ids;
}

std::vector<std::int64_t> BytePairTokenizer::encode_padded(const std::string& text) const {
    const auto length = static_cast<std::size_t>(m_length);
    std::vector<std::int64_t> ids = {m_start_id};
    append_words(text, length, ids);
    ids.push_back(m_end_id);
    if (ids.size() > length) {
        ids.resize(length);
        ids.back() = m_end_id;
    }
    ids.resize(length, m_pad_id);
    return ids;
}

}  // namespace destudio::diffusion

// SPDX-License-Identifier: Apache-2.0
#include "core/models/tokenizer_search.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/json_read.h"

namespace destudio::models {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kLargestVocabulary = 16 << 20;

/// How many ids a tokenizer has: its largest id and one; 0 when it cannot be read.
std::int64_t count_tokens(const fs::path& folder) {
    try {
        const bool split = fs::exists(folder / "vocab.json");
        const auto file = folder / (split ? "vocab.json" : "tokenizer.json");
        if (fs::file_size(file) > kLargestVocabulary) {
            return 0;
        }
        const auto json = read_json(file);
        const auto vocabulary = split ? json : json.at("model").at("vocab");
        std::int64_t largest = -1;
        const auto add = [&](const nlohmann::json& value) {
            std::int64_t id = -1;
            if (json_read(value, id)) {
                largest = std::max(largest, id);
            }
        };
        for (const auto& [token, value] : vocabulary.items()) {
            add(value);
        }
        if (!split && json.contains("added_tokens") && json["added_tokens"].is_array()) {
            for (const auto& token : json["added_tokens"]) {
                add(token.is_object() && token.contains("id") ? token["id"] : nlohmann::json());
            }
        }
        return largest + 1;
    } catch (const std::exception&) {
        return 0;  // not a tokenizer that would help
    }
}

/// A library's folder where it is a tokenizer itself, and "tokenizer" of the models in it, in the order of their names.
std::vector<fs::path> tokenizers_of(const fs::path& library) {
    std::vector<fs::path> found;
    std::error_code error;
    for (fs::directory_iterator it(library, error), end; !error && it != end; it.increment(error)) {
        for (const char* name : {"tokenizer", "tokenizer_2"}) {
            if (is_tokenizer_folder(it->path() / name)) {
                found.push_back(it->path() / name);
            }
        }
    }
    for (const auto& folder : {library, library / "tokenizer"}) {
        if (is_tokenizer_folder(folder)) {
            found.push_back(folder);
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace

bool is_tokenizer_folder(const fs::path& folder) {
    std::error_code error;
    return (fs::is_regular_file(folder / "vocab.json", error) && fs::is_regular_file(folder / "merges.txt", error)) ||
           fs::is_regular_file(folder / "tokenizer.json", error);
}

fs::path tokenizer_folder(const fs::path& path) {
    std::error_code error;
    const auto folder = fs::is_regular_file(path, error) ? path.parent_path() : path;
    for (const auto& candidate : {folder, folder / "tokenizer"}) {
        if (is_tokenizer_folder(candidate)) {
            return candidate;
        }
    }
    throw IoError(path.string() +
                  " holds no tokenizer. Name a folder with vocab.json and merges.txt, or with tokenizer.json.");
}

std::optional<fs::path> find_tokenizer(const fs::path& model, std::int64_t vocabulary,
                                       const ModelFileOptions& options) {
    if (!options.tokenizer.empty()) {
        return tokenizer_folder(options.tokenizer);
    }
    const auto folder = model.parent_path();
    for (const auto& beside : {folder / (model.stem().string() + ".tokenizer"), folder / "tokenizer", folder}) {
        if (is_tokenizer_folder(beside)) {
            return beside;
        }
    }
    if (const char* named = std::getenv("DESTUDIO_TOKENIZER"); named != nullptr && *named != '\0') {
        return tokenizer_folder(named);
    }
    for (const auto& library : options.library) {
        for (const auto& candidate : tokenizers_of(library)) {
            if (count_tokens(candidate) == vocabulary) {
                return candidate;
            }
        }
    }
    return std::nullopt;
}

}  // namespace destudio::models

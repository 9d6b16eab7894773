// SPDX-License-Identifier: Apache-2.0
// Reads a tokenizer's files and cuts a prompt with them. Parts of the input: vocab.json, merges.txt,
// special_tokens_map.json, tokenizer_config.json, the prompt. A first line "whole" makes the first part tokenizer.json
// and the second added_tokens.json.
#include <cstdlib>
#include <filesystem>
#include <string>

#include "core/base/error.h"
#include "core/diffusion/byte_pair_tokenizer.h"
#include "tests/fuzz/parts.h"
#include "tests/fuzz/scratch_folder.h"

using namespace destudio;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::ScratchFolder folder;
    auto rest = fuzz::as_text(data, size);
    constexpr std::string_view kWhole = "whole\n";
    const bool whole = rest.starts_with(kWhole);
    rest.remove_prefix(whole ? kWhole.size() : 0);
    for (const char* name : {"vocab.json", "merges.txt", "tokenizer.json", "added_tokens.json"}) {
        std::filesystem::remove(folder.path() / name);
    }
    for (const char* name : {whole ? "tokenizer.json" : "vocab.json", whole ? "added_tokens.json" : "merges.txt",
                             "special_tokens_map.json", "tokenizer_config.json"}) {
        const auto part = fuzz::next_part(rest);
        folder.put(name, part.data(), part.size());
    }
    try {
        const diffusion::BytePairTokenizer tokenizer(folder.path());
        const auto ids = tokenizer.encode_padded(std::string(rest));
        if (ids.size() != static_cast<std::size_t>(tokenizer.length())) {
            std::abort();
        }
        for (const auto id : ids) {  // rows of the text encoder's table
            if (id < 0 || id >= tokenizer.vocabulary_size()) {
                std::abort();
            }
        }
    } catch (const Error&) {
        // A sentence for the user: what a broken file should lead to.
    }
    return 0;
}

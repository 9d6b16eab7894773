// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace destudio::training {

/// Learns a byte-pair vocabulary of CLIP's kind from captions (Sennrich et al., "Neural Machine Translation of Rare
/// Words with Subword Units", algorithm 1) and writes tokenizer/{vocab.json, merges.txt, tokenizer_config.json,
/// special_tokens_map.json}. All 256 bytes stay representable, so any prompt can be tokenised.
/// @param merges how many merges to learn at most
/// @returns the number of tokens in the vocabulary
int build_tokenizer(const std::vector<std::string>& captions, int merges, const std::filesystem::path& folder);

}  // namespace destudio::training

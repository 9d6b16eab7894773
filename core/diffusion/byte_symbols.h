// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace destudio::diffusion {

/// GPT-2's printable stand-ins for the 256 bytes, indexed by byte: printable Latin-1 stands for itself, the others for
/// U+0100 onwards.
std::vector<std::string> byte_symbols();
/// The same stand-ins in the order of CLIP's vocabulary: the printable bytes first.
std::vector<std::string> byte_symbols_in_vocabulary_order();

/// A word with every neighbouring occurrence of `pair` joined, left to right.
std::vector<std::string> merge_pair(const std::vector<std::string>& word,
                                    const std::pair<std::string, std::string>& pair);

}  // namespace destudio::diffusion

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace destudio::prompting {

/// What the prompts of a dataset's variants are made of.
enum class PromptKind {
    kCaptions,  ///< the reference's caption; where it has none, its classes
    kClasses,   ///< its classes, also where there is a caption
    kGrammar,   ///< its classes with places, light and viewpoints, another text for each picture
    kServer,    ///< what a language model writes
};

std::string to_string(PromptKind kind);  ///< "captions", "classes", "grammar", "server"
/// @throws UsageError
PromptKind parse_prompt_kind(const std::string& word);

}  // namespace destudio::prompting

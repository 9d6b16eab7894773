// SPDX-License-Identifier: Apache-2.0
#include "core/prompting/prompt_kind.h"

#include "core/base/error.h"

namespace destudio::prompting {

std::string to_string(PromptKind kind) {
    switch (kind) {
        case PromptKind::kClasses:
            return "classes";
        case PromptKind::kGrammar:
            return "grammar";
        case PromptKind::kServer:
            return "server";
        case PromptKind::kCaptions:
            break;
    }
    return "captions";
}

PromptKind parse_prompt_kind(const std::string& word) {
    for (const auto kind : {PromptKind::kCaptions, PromptKind::kClasses, PromptKind::kGrammar, PromptKind::kServer}) {
        if (word == to_string(kind)) {
            return kind;
        }
    }
    throw UsageError("\"" + word + "\" is no kind of prompts; there are captions, classes, grammar and server.");
}

}  // namespace destudio::prompting

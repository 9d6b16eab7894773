// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/prompting/prompt_source.h"

namespace destudio::prompting {

/// Prompts of a small grammar, without any server: the picture's kind, its classes with their numbers and now and then
/// another word for one, a place, light and a viewpoint. Works for every class name.
class GrammarPrompts final : public PromptSource {
public:
    /// The prompt of one picture: the same for the same seed and request. Every class of the request is in it by name.
    static std::string text(std::uint64_t seed, const PromptRequest& request);

    std::vector<WrittenPrompt> write(const PromptBatch& batch, std::stop_token stop) override;
};

}  // namespace destudio::prompting

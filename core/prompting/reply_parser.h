// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/prompting/prompt_source.h"

namespace destudio::prompting {

inline constexpr std::size_t kMaxPromptBytes = 400;    ///< a longer prompt is dropped; text encoders read 77 tokens
inline constexpr std::size_t kMaxReplyPrompts = 1000;  ///< of one reply, the rest is dropped

/// What the model said, out of the JSON that a chat-completions server answers with.
/// @throws FormatError when the body is something else
std::string reply_text(std::string_view body);

/// The prompts in what a model said: a JSON array of texts, or of objects with a text each, or numbered lines, bullets
/// or plain lines, with or without a code fence, an introduction and a train of thought. Blanks and quotes around them
/// are gone. Nothing is checked; never throws for any text.
std::vector<std::string> prompts_in(std::string_view text);

/// Whether a prompt of unknown origin can be used: sound UTF-8 of at most kMaxPromptBytes, with a letter, without
/// control characters, and it names one of the classes where there are any.
bool is_usable_prompt(const std::string& prompt, const std::vector<WantedClass>& classes);

}  // namespace destudio::prompting

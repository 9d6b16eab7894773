// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "core/prompting/prompt_source.h"

namespace destudio::prompting {

/// The body of a chat-completions request that asks for a prompt for each of `requests`: what to write, captions of the
/// dataset as examples, what the dataset still lacks, and the pictures one by one.
/// @param model left out where it is empty
std::string chat_request(const std::string& model, const PromptBatch& batch, std::span<const PromptRequest> requests);

}  // namespace destudio::prompting

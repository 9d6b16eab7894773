// SPDX-License-Identifier: Apache-2.0
// Reads what a prompt server answers: its JSON, and the prompts in what the model said.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/base/error.h"
#include "core/prompting/reply_parser.h"

using namespace destudio;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string body(reinterpret_cast<const char*>(data), size);
    std::string text = body;
    try {
        text = prompting::reply_text(body);
    } catch (const Error&) {
        // A sentence for the user: what another server's answer should lead to.
    }
    const auto prompts = prompting::prompts_in(text);
    if (prompts.size() > prompting::kMaxReplyPrompts) {
        std::abort();
    }
    for (const auto& prompt : prompts) {
        if (prompting::is_usable_prompt(prompt, {{"cat", 1}}) && prompt.size() > prompting::kMaxPromptBytes) {
            std::abort();
        }
    }
    return 0;
}

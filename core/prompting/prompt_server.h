// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace destudio::prompting {

/// A server that speaks the common chat-completions interface. Off where the address is empty.
struct PromptServer {
    std::string address;  ///< "http://localhost:8080", with or without /v1 or /v1/chat/completions
    std::string model;    ///< as the server calls it; empty: its only one
    std::string key;      ///< never shown, logged or written anywhere but into the person's own file
    bool operator==(const PromptServer&) const = default;
};

/// Where requests go to. @throws UsageError when the address is none of a server, or holds a password
std::string chat_url(const std::string& address);

/// @throws UsageError for an address, a model or a key that cannot be right
void check(const PromptServer& server);

/// What a person keeps; everything empty where there is no file. @throws IoError, FormatError
PromptServer read_prompt_server(const std::filesystem::path& file);
/// Only the person can read the file; takes it away where everything is empty. @throws IoError
void write_prompt_server(const std::filesystem::path& file, const PromptServer& server);

/// The same with the key of the environment variable DESTUDIO_PROMPT_KEY, where that is set.
PromptServer with_key_of_environment(PromptServer server);

}  // namespace destudio::prompting

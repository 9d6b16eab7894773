// SPDX-License-Identifier: Apache-2.0
#include "core/prompting/prompt_server.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/json_read.h"

namespace destudio::prompting {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxBytes = 2000;  // of each setting

/// Printable ASCII: what a request line or a header may hold.
bool is_plain(const std::string& text) {
    return text.size() <= kMaxBytes &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

}  // namespace

std::string chat_url(const std::string& address) {
    const std::size_t scheme = address.starts_with("http://") ? 7 : address.starts_with("https://") ? 8 : 0;
    if (scheme == 0 || scheme == address.size() || !is_plain(address) ||
        address.find_first_of("?#\\\"", scheme) != std::string::npos || address[scheme] == '/') {
        throw UsageError(
            "The address of the prompt server makes no sense; write one such as http://localhost:8080 or "
            "https://host.example/v1.");
    }
    if (address.find('@', scheme) != std::string::npos) {
        throw UsageError(
            "The address of the prompt server holds a name or password; leave it out and give the key in the "
            "environment variable DESTUDIO_PROMPT_KEY or in the settings.");
    }
    std::string url = address;
    while (url.ends_with('/')) {
        url.pop_back();
    }
    if (url.ends_with("/chat/completions")) {
        return url;
    }
    return url + (url.ends_with("/v1") ? "" : "/v1") + "/chat/completions";
}

void check(const PromptServer& server) {
    static_cast<void>(chat_url(server.address));
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20U || c == 0x7f; };
    if (server.model.size() > kMaxBytes || std::any_of(server.model.begin(), server.model.end(), is_control)) {
        throw UsageError("The model of the prompt server has no name of one short line.");
    }
    if (!is_plain(server.key)) {
        throw UsageError("The key of the prompt server has blanks or other characters that no key has.");
    }
}

PromptServer read_prompt_server(const fs::path& file) {
    std::error_code ec;
    if (!fs::exists(file, ec)) {
        return {};
    }
    const auto json = read_json(file);
    if (!json.is_object()) {
        throw FormatError(file.string() + " is damaged. Take it away and give the prompt server again.");
    }
    return {json_value<std::string>(json, "address", {}), json_value<std::string>(json, "model", {}),
            json_value<std::string>(json, "key", {})};
}

void write_prompt_server(const fs::path& file, const PromptServer& server) {
    std::error_code ec;
    if (server == PromptServer()) {
        fs::remove(file, ec);
        return;
    }
    const nlohmann::ordered_json json{{"address", server.address}, {"model", server.model}, {"key", server.key}};
    const std::string text = json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    fs::create_directories(file.parent_path(), ec);
    replace_file_atomically(file, [&](const fs::path& temporary) {
        std::ofstream out(temporary, std::ios::binary);
        std::error_code failed;
        fs::permissions(temporary, fs::perms::owner_read | fs::perms::owner_write, failed);  // before the key is in it
        out << text;
        out.close();
        if (!out || failed) {
            throw IoError("Cannot write " + file.string() +
                          ". Check that the folder is writable and the disk has room.");
        }
    });
}

PromptServer with_key_of_environment(PromptServer server) {
    if (const char* const key = std::getenv("DESTUDIO_PROMPT_KEY"); key != nullptr && *key != '\0') {
        server.key = key;
    }
    return server;
}

}  // namespace destudio::prompting

// SPDX-License-Identifier: Apache-2.0
#include "core/prompting/reply_parser.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/shown_text.h"
#include "core/prompting/class_words.h"

namespace destudio::prompting {

namespace {

constexpr std::string_view kFence = "```";

std::string_view trimmed_text(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(kBlanks);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

bool take_start(std::string_view& text, std::string_view start) {
    if (!text.starts_with(start)) {
        return false;
    }
    text.remove_prefix(start.size());
    return true;
}

/// Models that think aloud put it in front of their answer.
std::string_view without_thoughts(std::string_view text) {
    constexpr std::string_view kEnd = "</think>";
    const std::size_t end = text.rfind(kEnd);
    return end == std::string_view::npos ? text : text.substr(end + kEnd.size());
}

/// What stands inside the first code fence, where there is one.
std::string_view without_fence(std::string_view text) {
    const std::size_t open = text.find(kFence);
    if (open == std::string_view::npos) {
        return text;
    }
    const std::size_t line_end = text.find('\n', open);
    if (line_end == std::string_view::npos) {
        return text;
    }
    const std::size_t close = text.find(kFence, line_end);
    return text.substr(line_end + 1, close == std::string_view::npos ? close : close - line_end - 1);
}

/// The texts of an array, of the objects in it, or of the first array in an object.
void collect_texts(const nlohmann::json& json, int depth, std::vector<std::string>& prompts) {
    constexpr int kDeepest = 4;
    if (depth > kDeepest || prompts.size() >= kMaxReplyPrompts) {
        return;
    }
    if (json.is_string()) {
        prompts.emplace_back(trimmed_text(json.get_ref<const std::string&>()));
    } else if (json.is_array()) {
        for (const auto& entry : json) {
            collect_texts(entry, depth + 1, prompts);
        }
    } else if (json.is_object()) {
        for (const char* key : {"prompt", "text", "caption", "description", "prompts"}) {
            if (const auto found = json.find(key); found != json.end()) {
                collect_texts(*found, depth + 1, prompts);
                return;
            }
        }
        for (const auto& member : json) {
            if (member.is_array() || depth == 0) {
                collect_texts(member, depth + 1, prompts);
            }
        }
    }
}

std::optional<std::vector<std::string>> json_prompts(std::string_view text) {
    constexpr std::array<std::pair<char, char>, 2> kBrackets{{{'[', ']'}, {'{', '}'}}};
    for (const auto& [open, close] : kBrackets) {
        const std::size_t first = text.find(open);
        const std::size_t last = text.rfind(close);
        if (first == std::string_view::npos || last == std::string_view::npos || last < first) {
            continue;
        }
        try {
            std::vector<std::string> prompts;
            collect_texts(parse_json(text.substr(first, last - first + 1), "The reply"), 0, prompts);
            if (!prompts.empty()) {
                return prompts;
            }
        } catch (const Error&) {
            continue;  // brackets in a text
        }
    }
    return std::nullopt;
}

/// Takes "3.", "(3)", "3:", "Prompt 3:", "-", "*" away. @return whether there was one
bool take_mark(std::string_view& line) {
    for (const std::string_view bullet : {"- ", "* ", "+ ", "\xe2\x80\xa2"}) {
        if (take_start(line, bullet)) {
            line = trimmed_text(line);
            return true;
        }
    }
    std::string_view rest = line;
    take_start(rest, "**");
    if (take_start(rest, "Prompt ") || take_start(rest, "prompt ")) {
        take_start(rest, "#");
    }
    take_start(rest, "(");
    std::size_t digits = 0;
    while (digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '9') {
        ++digits;
    }
    constexpr std::size_t kMaxDigits = 4;
    if (digits == 0 || digits > kMaxDigits) {
        return false;
    }
    rest.remove_prefix(digits);
    take_start(rest, "**");
    if (!take_start(rest, ".") && !take_start(rest, ")") && !take_start(rest, ":")) {
        return false;
    }
    take_start(rest, "**");
    line = trimmed_text(rest);
    return true;
}

/// Takes pairs of quotes and stars around a line away, and the comma of a broken list behind it.
std::string_view unquoted(std::string_view line) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kPairs{
        {{"\"", "\""}, {"**", "**"}, {"'", "'"}, {"\xe2\x80\x9c", "\xe2\x80\x9d"}, {"`", "`"}}};
    if (line.ends_with("\",") || line.ends_with("',") || line.ends_with("\"]")) {
        line.remove_suffix(1);
    }
    if (line.starts_with("[\"")) {
        line.remove_prefix(1);
    }
    for (const auto& [open, close] : kPairs) {
        if (line.size() > open.size() + close.size() && line.starts_with(open) && line.ends_with(close)) {
            line = trimmed_text(line.substr(open.size(), line.size() - open.size() - close.size()));
        }
    }
    return line;
}

std::vector<std::string> line_prompts(std::string_view text) {
    std::vector<std::string> marked;
    std::vector<std::string> plain;
    while (!text.empty() && marked.size() < kMaxReplyPrompts && plain.size() < kMaxReplyPrompts) {
        const std::size_t end = text.find('\n');
        std::string_view line = trimmed_text(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        if (line.empty() || line.starts_with(kFence)) {
            continue;
        }
        const bool has_mark = take_mark(line);
        line = unquoted(line);
        if (has_mark) {
            marked.emplace_back(line);
        } else if (!line.ends_with(":") && line.find_first_not_of("[]{}(),") != std::string_view::npos) {
            plain.emplace_back(line);  // not "Here are 20 prompts:"
        }
    }
    return marked.empty() ? plain : marked;
}

}  // namespace

std::string reply_text(std::string_view body) {
    const auto json = parse_json(body, "The reply of the prompt server");
    const auto member = [](const nlohmann::json& object, const char* key) {
        const auto found = object.is_object() ? object.find(key) : object.end();
        return found == object.end() ? nlohmann::json() : *found;
    };
    const nlohmann::json choices = member(json, "choices");
    if (choices.is_array() && !choices.empty()) {
        nlohmann::json content = member(member(choices.front(), "message"), "content");
        if (content.is_null()) {
            content = member(choices.front(), "text");
        }
        if (content.is_string()) {
            return content.get<std::string>();
        }
        std::string text;  // in parts
        for (const auto& part : content.is_array() ? content : nlohmann::json::array()) {
            if (const auto piece = member(part, "text"); piece.is_string()) {
                text += piece.get<std::string>();
            }
        }
        if (!text.empty()) {
            return text;
        }
    }
    throw FormatError("The reply of the prompt server holds no text of a model.");
}

std::vector<std::string> prompts_in(std::string_view text) {
    const std::string_view answer = without_fence(without_thoughts(text));
    auto prompts = json_prompts(answer);
    return prompts ? std::move(*prompts) : line_prompts(answer);
}

bool is_usable_prompt(const std::string& prompt, const std::vector<WantedClass>& classes) {
    const auto is_letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80U;
    };
    return prompt.size() <= kMaxPromptBytes && std::any_of(prompt.begin(), prompt.end(), is_letter) &&
           shown_text(prompt) == prompt &&
           (classes.empty() || std::any_of(classes.begin(), classes.end(), [&](const WantedClass& wanted) {
                return names_class(prompt, wanted.name);
            }));
}

}  // namespace destudio::prompting

// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/yolo/yolo_yaml.h"

#include <charconv>
#include <sstream>

#include "core/base/error.h"

namespace destudio::dataset {

namespace {

constexpr std::size_t kMaxClasses = 100'000;

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) {
        return {};
    }
    return std::string(text.substr(first, text.find_last_not_of(" \t\r") - first + 1));
}

// Position of a character outside quotes, npos when there is none.
std::size_t find_outside_quotes(std::string_view text, char wanted, std::size_t from = 0) {
    char quote = 0;
    for (std::size_t i = from; i < text.size(); ++i) {
        if (quote != 0) {
            if (text[i] == '\\' && quote == '"') {
                ++i;
            } else if (text[i] == quote) {
                quote = 0;
            }
        } else if (text[i] == wanted) {
            return i;
        } else if (text[i] == '"' || text[i] == '\'') {
            quote = text[i];
        }
    }
    return std::string_view::npos;
}

std::string without_comment(std::string_view line) {
    std::size_t at = find_outside_quotes(line, '#');
    while (at != std::string_view::npos && at > 0 && line[at - 1] != ' ' && line[at - 1] != '\t') {
        at = find_outside_quotes(line, '#', at + 1);  // part of a word
    }
    return std::string(line.substr(0, at));
}

std::string scalar(std::string_view raw) {
    const std::string text = trimmed(raw);
    if (text.size() >= 2 && text.front() == '\'' && text.back() == '\'') {
        std::string out;
        for (std::size_t i = 1; i + 1 < text.size(); ++i) {
            out.push_back(text[i]);
            i += text[i] == '\'' ? 1 : 0;  // '' is one quote
        }
        return out;
    }
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
        std::string out;
        for (std::size_t i = 1; i + 1 < text.size(); ++i) {
            i += text[i] == '\\' && i + 2 < text.size() ? 1 : 0;
            out.push_back(text[i]);
        }
        return out;
    }
    return text;
}

class Parser {
public:
    Parser(YoloYaml& out, const std::string& file) : m_out(out), m_file(file) {}

    void line(std::string_view raw) {
        ++m_number;
        const std::string text = without_comment(raw);
        const std::string content = trimmed(text);
        if (content.empty() || content == "---" || content == "...") {
            return;
        }
        if (!m_flow.empty()) {  // a flow list or map that goes on
            m_flow += " " + content;
            finish_flow();
            return;
        }
        const bool indented = text[0] == ' ' || text[0] == '\t' || content.starts_with("- ") || content == "-";
        if (indented) {
            entry(content);
        } else {
            key_line(content);
        }
    }

    void finish() {
        if (!m_flow.empty()) {
            fail("a bracket is not closed");
        }
        for (const auto& [index, name] : m_numbered) {
            m_out.numbers.push_back(static_cast<std::int64_t>(index));
            m_out.names.push_back(name);
        }
        if (!m_numbered.empty() && m_numbered.rbegin()->first + 1 == m_out.names.size()) {
            m_out.numbers.clear();
        }
        if (!m_out.numbers.empty() && m_out.numbers.size() != m_out.names.size()) {
            fail("some classes have numbers and some have none");
        }
    }

private:
    [[noreturn]] void fail(const std::string& what) const {
        throw FormatError(m_file + ", line " + std::to_string(m_number) + ": " + what + ".");
    }

    void key_line(const std::string& content) {
        const auto colon = find_outside_quotes(content, ':');
        if (colon == std::string::npos) {
            fail("a line of the form \"key: value\" is expected");
        }
        m_key = scalar(content.substr(0, colon));
        const std::string value = trimmed(content.substr(colon + 1));
        if (value.empty()) {
            return;
        }
        if (value.front() == '[' || value.front() == '{') {
            m_flow = value;
            finish_flow();
        } else {
            set(scalar(value));
        }
    }

    void entry(const std::string& content) {
        if (content.front() == '-') {
            set(scalar(content.substr(1)));
            return;
        }
        const auto colon = find_outside_quotes(content, ':');
        if (m_key == "names" && colon != std::string::npos) {
            numbered(content.substr(0, colon), content.substr(colon + 1));
        }
    }

    void finish_flow() {
        const char closing = m_flow.front() == '[' ? ']' : '}';
        const auto end = find_outside_quotes(m_flow, closing, 1);
        if (end == std::string::npos) {
            constexpr std::size_t kLongest = 1U << 20U;
            if (m_flow.size() > kLongest) {
                fail("a list is too long");
            }
            return;
        }
        const bool map = closing == '}';
        std::string_view rest = std::string_view(m_flow).substr(1, end - 1);
        while (!trimmed(rest).empty()) {
            const auto comma = find_outside_quotes(rest, ',');
            const auto item = rest.substr(0, comma);
            const auto colon = find_outside_quotes(item, ':');
            if (map && m_key == "names" && colon != std::string_view::npos) {
                numbered(item.substr(0, colon), item.substr(colon + 1));
            } else if (!map && !trimmed(item).empty()) {
                set(scalar(item));
            }
            rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
        }
        m_flow.clear();
    }

    void numbered(std::string_view key, std::string_view value) {
        const std::string digits = scalar(key);
        std::size_t index = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
        if (error != std::errc() || end != digits.data() + digits.size() || index >= kMaxClasses) {
            fail("\"" + digits + "\" is no class number");
        }
        m_numbered[index] = scalar(value);
    }

    void set(const std::string& value) {
        if (m_key == "names") {
            if (m_out.names.size() >= kMaxClasses) {
                fail("there are too many classes");
            }
            m_out.names.push_back(value);
        } else if (m_key == "train" || m_key == "val" || m_key == "test") {
            if (!value.empty() && value != "null" && value != "~") {
                m_out.paths[m_key].push_back(value);
            }
        } else if (m_key == "path") {
            m_out.path = value;
        } else if (m_key == "nc") {
            m_out.class_count = value;
        }
    }

    YoloYaml& m_out;
    const std::string& m_file;
    int m_number = 0;
    std::string m_key;
    std::string m_flow;
    std::map<std::size_t, std::string> m_numbered;
};

}  // namespace

YoloYaml parse_yolo_yaml(std::string_view text, const std::string& file) {
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);
    }
    YoloYaml out;
    Parser parser(out, file);
    std::istringstream lines{std::string(text)};
    std::string line;
    while (std::getline(lines, line)) {
        parser.line(line);
    }
    parser.finish();
    return out;
}

std::string yaml_scalar(const std::string& text) {
    bool plain = !text.empty();
    for (const char c : text) {
        plain = plain && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '/' || c == '.');
    }
    // Words that YAML turns into something else; Norway's "no" is the famous one.
    static const char* const kReserved[] = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"};
    std::string lower = text;
    for (char& c : lower) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    for (const char* word : kReserved) {
        plain = plain && lower != word;
    }
    if (plain && text.find_first_not_of('.') != std::string::npos) {
        return text;
    }
    std::string out = "'";
    for (const char c : text) {
        out += c == '\'' ? "''" : std::string(1, c == '\n' || c == '\r' ? ' ' : c);
    }
    return out + "'";
}

}  // namespace destudio::dataset

// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/text/yaml_document.h"

#include <yaml-cpp/anchor.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <array>
#include <sstream>

#include "core/base/error.h"

namespace destudio::dataset {

namespace {

[[noreturn]] void fail_yaml(const std::string& file, int line, const std::string& what) {
    throw FormatError(file + ", line " + std::to_string(line) + ": " + what + ".");
}

// The scanner looks ahead as long as brackets stay open, so it must not see a text that opens them without end. Quotes
// and comments are not looked at, hence the generous bound.
void check_open_brackets(std::string_view text, const std::string& file) {
    constexpr int kMax = 1000;
    int open = 0;
    int line = 1;
    for (const char c : text) {
        line += c == '\n' ? 1 : 0;
        open += c == '[' || c == '{' ? 1 : (c == ']' || c == '}') && open > 0 ? -1 : 0;
        if (open > kMax) {
            fail_yaml(file, line, "brackets are nested too deep");
        }
    }
}

}  // namespace

class YamlDocument::Builder : public YAML::EventHandler {
public:
    Builder(std::vector<Node>& nodes, const std::string& file) : m_nodes(nodes), m_file(file) {}

    std::size_t root() const { return m_root; }

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { add({}, mark, anchor, true); }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        Node node;
        node.kind = Kind::kScalar;
        node.text = value;
        node.plain = tag == "?";
        add(std::move(node), mark, anchor, true);
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        const std::size_t position = anchor < m_anchors.size() ? m_anchors[anchor] : kNowhere;
        if (position == kNowhere || !m_nodes[position].complete) {
            fail_yaml(m_file, line_at(mark), "an alias stands inside what it stands for");
        }
        hang(position, mark);
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(Kind::kList, mark, anchor);
    }
    void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(Kind::kMap, mark, anchor);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapEnd() override { close(); }

private:
    static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

    static int line_at(const YAML::Mark& mark) { return mark.line < 0 ? 1 : mark.line + 1; }

    std::size_t add(Node node, const YAML::Mark& mark, YAML::anchor_t anchor, bool complete) {
        node.line = line_at(mark);
        node.complete = complete;
        const std::size_t position = m_nodes.size();
        m_nodes.push_back(std::move(node));
        if (anchor != 0) {
            m_anchors.resize(std::max(m_anchors.size(), static_cast<std::size_t>(anchor) + 1), kNowhere);
            m_anchors[anchor] = position;
        }
        hang(position, mark);
        return position;
    }

    void hang(std::size_t position, const YAML::Mark& mark) {
        if (++m_hung > kMaxNodes) {
            fail_yaml(m_file, line_at(mark), "there are too many values");
        }
        if (m_open.empty()) {
            m_root = position;
        } else {
            m_nodes[m_open.back()].items.push_back(position);
        }
    }

    void open(Kind kind, const YAML::Mark& mark, YAML::anchor_t anchor) {
        if (m_open.size() >= static_cast<std::size_t>(kMaxDepth)) {
            fail_yaml(m_file, line_at(mark), "lists and maps are nested too deep");
        }
        Node node;
        node.kind = kind;
        m_open.push_back(add(std::move(node), mark, anchor, false));
    }

    void close() {
        m_nodes[m_open.back()].complete = true;
        m_open.pop_back();
    }

    std::vector<Node>& m_nodes;
    const std::string& m_file;
    std::vector<std::size_t> m_open;
    std::vector<std::size_t> m_anchors;
    std::size_t m_root = 0;
    std::size_t m_hung = 0;
};

YamlDocument YamlDocument::parse(std::string_view text, const std::string& file) {
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);
    }
    if (text.size() > kMaxBytes) {
        throw FormatError(file + " is larger than " + std::to_string(kMaxBytes >> 20U) +
                          " MiB, which no description of a dataset is.");
    }
    if (const auto zero = text.find('\0'); zero != std::string_view::npos) {
        throw FormatError(file + " holds a zero byte, so it is no text.");
    }
    check_open_brackets(text, file);
    YamlDocument document;
    Builder builder(document.m_nodes, file);
    std::istringstream stream{std::string(text)};
    try {
        YAML::Parser parser(stream);
        parser.HandleNextDocument(builder);
    } catch (const YAML::Exception& error) {
        const std::string what = error.msg.empty() ? "it is no YAML" : "it is no YAML: " + error.msg;
        fail_yaml(file, error.mark.line < 0 ? 1 : error.mark.line + 1, what);
    }
    if (document.m_nodes.empty()) {
        document.m_nodes.emplace_back();
    } else {
        document.m_root = builder.root();
    }
    return document;
}

const YamlDocument::Node* YamlDocument::find(const Node& map, std::string_view key) const {
    return find_below(map, key, 0);
}

const YamlDocument::Node* YamlDocument::find_below(const Node& map, std::string_view key, int depth) const {
    if (map.kind != Kind::kMap || depth > 4) {
        return nullptr;
    }
    const auto value_of = [&](std::string_view wanted) -> const Node* {
        for (std::size_t i = map.items.size() / 2; i-- > 0;) {
            const Node& name = at(map.items[2 * i]);
            if (name.kind == Kind::kScalar && name.text == wanted) {
                return &at(map.items[2 * i + 1]);
            }
        }
        return nullptr;
    };
    if (const Node* own = value_of(key)) {
        return own;
    }
    const Node* merged = value_of("<<");
    if (merged == nullptr) {
        return nullptr;
    }
    if (merged->kind == Kind::kMap) {
        return find_below(*merged, key, depth + 1);
    }
    for (const std::size_t one : merged->items) {
        if (const Node* found = find_below(at(one), key, depth + 1)) {
            return found;
        }
    }
    return nullptr;
}

namespace {

// What a quoted scalar cannot hold as it is: control characters, and what YAML takes for line breaks or marks.
bool needs_escapes(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : '\0');
        const auto third = static_cast<unsigned char>(i + 2 < text.size() ? text[i + 2] : '\0');
        if (byte < 0x20 || byte == 0x7F || (byte == 0xC2 && next < 0xA0) ||
            (byte == 0xE2 && next == 0x80 && (third == 0xA8 || third == 0xA9)) ||
            (byte == 0xEF && next == 0xBB && third == 0xBF) || (byte == 0xEF && next == 0xBF && third >= 0xBE)) {
            return true;
        }
    }
    return false;
}

std::string escaped_scalar(std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out = "\"";
    const auto hex = [&](char kind, unsigned value, int digits) {
        out += '\\';
        out += kind;
        for (int i = digits; i-- > 0;) {
            out += kHex[(value >> (4U * static_cast<unsigned>(i))) & 15U];
        }
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (text[i] == '"' || text[i] == '\\') {
            out += '\\';
            out += text[i];
        } else if (byte < 0x20 || byte == 0x7F) {
            hex('x', byte, 2);
        } else if (byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) {
            hex('x', static_cast<unsigned char>(text[++i]), 2);
        } else if ((byte == 0xE2 || byte == 0xEF) && i + 2 < text.size() && needs_escapes(text.substr(i, 3))) {
            const auto second = static_cast<unsigned char>(text[i + 1]);
            const auto third = static_cast<unsigned char>(text[i + 2]);
            hex('u', ((byte & 15U) << 12U) | ((second & 63U) << 6U) | (third & 63U), 4);
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out + "\"";
}

bool is_plain_word(const std::string& text) {
    bool plain = !text.empty() && text.front() != '.';  // ".inf" and ".nan" are numbers
    for (const char c : text) {
        plain = plain && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '/' || c == '.');
    }
    // Words that YAML turns into something else; Norway's "no" is the famous one.
    static constexpr std::array<std::string_view, 9> kReserved{"true", "false", "yes", "no", "on",
                                                               "off",  "null",  "y",   "n"};
    std::string lower = text;
    for (char& c : lower) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    for (const std::string_view word : kReserved) {
        plain = plain && lower != word;
    }
    return plain;
}

}  // namespace

std::string yaml_scalar(const std::string& text) {
    if (is_plain_word(text)) {
        return text;
    }
    if (needs_escapes(text)) {
        return escaped_scalar(text);
    }
    std::string out = "'";
    for (const char c : text) {
        out += c == '\'' ? "''" : std::string(1, c);
    }
    return out + "'";
}

}  // namespace destudio::dataset

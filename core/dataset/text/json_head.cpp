// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/text/json_head.h"

#include <algorithm>
#include <optional>

#include "core/dataset/text/leftovers.h"
#include "core/dataset/text/text_file.h"

namespace destudio::dataset {

namespace {

class HeadScan {
public:
    explicit HeadScan(std::string_view text) : m_text(text) {}

    JsonHead run() {
        JsonHead head;
        head.kind = next();
        if (head.kind != '{' && head.kind != '[') {
            head.kind = 0;
            return head;
        }
        const int level = head.kind == '{' ? 1 : 2;  // where the keys are
        int depth = 0;
        while (m_at < m_text.size()) {
            const char c = next();
            if (c == '{' || c == '[') {
                ++depth;
                ++m_at;
            } else if (c == '}' || c == ']') {
                ++m_at;
                if (--depth < level) {
                    return head;  // the first object of a list is over
                }
            } else if (c == '"') {
                const auto word = text();
                if (word && depth == level && next() == ':') {
                    ++m_at;
                    head.keys.emplace(*word, next());
                }
            } else {
                ++m_at;
            }
        }
        return head;
    }

private:
    // The next letter that is no space, without passing it; 0 at the end.
    char next() {
        m_at = std::min(m_text.find_first_not_of("\xEF\xBB\xBF \t\r\n", m_at), m_text.size());
        return m_at < m_text.size() ? m_text[m_at] : '\0';
    }

    // A text in quotes, escapes as they stand there; nothing when its end is not in the head.
    std::optional<std::string> text() {
        const std::size_t start = ++m_at;
        for (; m_at < m_text.size(); ++m_at) {
            if (m_text[m_at] == '\\') {
                ++m_at;
            } else if (m_text[m_at] == '"') {
                return std::string(m_text.substr(start, m_at++ - start));
            }
        }
        return {};
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

}  // namespace

JsonHead parse_json_head(std::string_view text) {
    return HeadScan(text).run();
}

JsonHead read_json_head(const std::filesystem::path& file) {
    return has_extension(file, ".json") ? parse_json_head(read_long_head(file)) : JsonHead();
}

}  // namespace destudio::dataset

// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/text/json_text.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>

#include "core/base/error.h"
#include "core/base/json.h"

namespace destudio::dataset {

namespace {

// Follows brackets and strings from piece to piece.
class DepthScan {
public:
    explicit DepthScan(std::string name) : m_name(std::move(name)) {}

    void piece(std::string_view text) {
        std::size_t i = 0;
        constexpr std::size_t kBlock = 64;
        while (i < text.size()) {
            // Most of a big file is numbers; a block without quotes and brackets changes nothing.
            if (!m_in_string && i + kBlock <= text.size() && !interesting(text.data() + i)) {
                i += kBlock;
                continue;
            }
            const std::size_t end = std::min(text.size(), i + kBlock);
            for (; i < end; ++i) {
                step(text[i]);
            }
        }
    }

private:
    static bool interesting(const char* block) {
        unsigned char found = 0;
        for (int i = 0; i < 64; ++i) {
            const char c = block[i];
            found = static_cast<unsigned char>(found | static_cast<unsigned char>(c == '"') |
                                               static_cast<unsigned char>((c | 0x26) == '\x7f'));
        }
        return found != 0;
    }

    void step(char c) {
        if (m_in_string) {
            if (m_escaped) {
                m_escaped = false;
            } else if (c == '\\') {
                m_escaped = true;
            } else if (c == '"') {
                m_in_string = false;
            }
        } else if (c == '"') {
            m_in_string = true;
        } else if (c == '[' || c == '{') {
            if (++m_depth > kMaxJsonDepth) {
                throw FormatError(m_name + " is nested more than " + std::to_string(kMaxJsonDepth) +
                                  " levels deep, so it is no dataset.");
            }
        } else if (c == ']' || c == '}') {
            --m_depth;
        }
    }

    std::string m_name;
    int m_depth = 0;
    bool m_in_string = false;
    bool m_escaped = false;
};

void append_escape(std::string& out, unsigned unit) {
    char text[16];
    std::snprintf(text, sizeof text, "\\u%04x", unit);
    out += text;
}

}  // namespace

PaddedText read_json_text(const std::filesystem::path& path) {
    DepthScan scan(path.string());
    return read_padded_text(path, kMaxTextBytes, [&](std::string_view piece) { scan.piece(piece); });
}

void check_json_depth(std::string_view text, const std::string& name) {
    DepthScan(name).piece(text);
}

std::string without_nan(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (in_string) {
            if (text[i] == '\\' && i + 1 < text.size()) {
                out.push_back(text[i++]);
            } else if (text[i] == '"') {
                in_string = false;
            }
            out.push_back(text[i]);
            continue;
        }
        bool replaced = false;
        for (const std::string_view word : {"-Infinity", "Infinity", "NaN"}) {
            if (text.substr(i, word.size()) == word) {
                out += "null";
                i += word.size() - 1;
                replaced = true;
                break;
            }
        }
        if (!replaced) {
            in_string = text[i] == '"';
            out.push_back(text[i]);
        }
    }
    return out;
}

nlohmann::json parse_dataset_json(std::string_view text, const std::string& name) {
    check_json_depth(text, name);
    try {
        return parse_json(text, name);
    } catch (const FormatError&) {
        const std::string repaired = without_nan(text);
        if (repaired == text) {
            throw;
        }
        return parse_json(repaired, name);
    }
}

nlohmann::json read_dataset_json(const std::filesystem::path& path) {
    const PaddedText text = read_json_text(path);
    return parse_dataset_json(text.view(), path.string());
}

void append_json_string(std::string& out, std::string_view text) {
    out.push_back('"');
    append_escaped(out, text);
    out.push_back('"');
}

void append_escaped(std::string& out, std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte == '"' || byte == '\\') {
            out.push_back('\\');
            out.push_back(text[i++]);
        } else if (byte < 0x20 || byte == 0x7F) {
            append_escape(out, byte);
            ++i;
        } else if (byte < 0x80) {
            out.push_back(text[i++]);
        } else {
            const std::size_t length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
            const std::string_view sequence = text.substr(i, length);
            if (find_not_utf8(sequence) != std::string_view::npos) {
                append_escape(out, 0xFFFD);
                ++i;
                continue;
            }
            std::uint32_t code = byte & (0xFFU >> (length + 1));
            for (const char c : sequence.substr(1)) {
                code = (code << 6U) | (static_cast<unsigned char>(c) & 0x3FU);
            }
            if (code >= 0x10000) {
                append_escape(out, 0xD800 + ((code - 0x10000) >> 10U));
                append_escape(out, 0xDC00 + ((code - 0x10000) & 0x3FFU));
            } else {
                append_escape(out, code);
            }
            i += length;
        }
    }
}

std::string text_at(const nlohmann::json& object, const char* key) {
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

double number_at(const nlohmann::json& object, const char* key) {
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found != object.end() && found->is_number() ? found->get<double>() : NAN;
}

int side_at(const nlohmann::json& object, const char* key) {
    const double value = number_at(object, key);
    constexpr double kMax = 10'000'000;
    return value >= 1 && value <= kMax ? static_cast<int>(value) : 0;
}

bool flag_at(const nlohmann::json& object, const char* key) {
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found != object.end() &&
           ((found->is_boolean() && found->get<bool>()) || (found->is_number() && found->get<double>() != 0));
}

const nlohmann::json& object_at(const nlohmann::json& object, const char* key) {
    static const nlohmann::json empty = nlohmann::json::object();
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found != object.end() && found->is_object() ? *found : empty;
}

const nlohmann::json& list_at(const nlohmann::json& object, const char* key) {
    static const nlohmann::json empty = nlohmann::json::array();
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found != object.end() && found->is_array() ? *found : empty;
}

}  // namespace destudio::dataset
